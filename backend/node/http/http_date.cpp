#include "node/http/http_date.h"

namespace stoa::http {
namespace {

constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string twoDigits(std::int64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

std::string httpDate(Timestamp at)
{
    using namespace std::chrono;
    const sys_seconds time{seconds(at.micros() / 1'000'000)};
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::string text(kDays[weekday(day).c_encoding()]);
    text += ", " + twoDigits(unsigned(date.day())) + ' ';
    text += kMonths[unsigned(date.month()) - 1];
    text += ' ' + std::to_string(int(date.year())) + ' ';
    text += twoDigits(clock.hours().count()) + ':' + twoDigits(clock.minutes().count()) + ':' +
            twoDigits(clock.seconds().count()) + " GMT";
    return text;
}

} // namespace stoa::http
