#include "core/currency.h"

#include "core/assert.h"

#include <algorithm>
#include <vector>

namespace stoa {

struct CurrencyTable {
    static std::vector<Currency> make()
    {
        constexpr std::string_view kTwo = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND "
                                          "BOB BRL BSD BTN BWP BYN BZD CAD "
                                          "CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB "
                                          "EUR FJD FKP GBP GEL GHS GIP GMD "
                                          "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR "
                                          "KPW KYD KZT LAK LBP LKR LRD LSL "
                                          "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN "
                                          "NAD NGN NIO NOK NPR NZD PAB PEN "
                                          "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
                                          "SHP SLE SOS SRD SSP STN SVC SYP "
                                          "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED "
                                          "VES WST XCD XCG YER ZAR ZMW ZWG";
        constexpr std::string_view kZero =
            "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
        constexpr std::string_view kThree = "BHD IQD JOD KWD LYD OMR TND";
        std::vector<Currency> table;
        const auto add = [&table](std::string_view codes, int decimals) {
            for (; codes.size() >= 3; codes.remove_prefix(std::min<std::size_t>(4, codes.size()))) {
                table.push_back(Currency(codes.substr(0, 3), decimals));
            }
        };
        add(kTwo, 2);
        add(kZero, 0);
        add(kThree, 3);
        std::sort(table.begin(), table.end());
        return table;
    }
};

std::span<const Currency> Currency::all()
{
    static const std::vector<Currency> table = CurrencyTable::make();
    return table;
}

Result<Currency> Currency::parse(std::string_view code)
{
    const auto table = all();
    const auto at = std::lower_bound(
        table.begin(), table.end(), code,
        [](const Currency& currency, std::string_view wanted) { return currency.code() < wanted; });
    if (at == table.end() || at->code() != code) {
        return fail(makeError(ErrorKind::Invalid, "currency.unknown")
                        .with("given", code.substr(0, 8))
                        .because("expected an ISO 4217 code in capitals, like EUR"));
    }
    return *at;
}

Currency Currency::of(std::string_view code)
{
    const auto currency = parse(code);
    STOA_ASSERT(currency.has_value());
    return *currency;
}

std::int64_t Currency::minorPerMajor() const
{
    std::int64_t units = 1;
    for (int i = 0; i < m_decimals; ++i)
        units *= 10;
    return units;
}

} // namespace stoa
