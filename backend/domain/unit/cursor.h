#pragma once
// Cursors of keyset pages: the sort key of the last row on a page, opaque to callers, so that the
// next page begins after it however many rows came or went meanwhile. A cursor names its list, so
// one list refuses the cursor of another. It is no secret and no permission: whoever forges one
// only starts reading elsewhere in a list that he may read anyway.
//
//     STOA_TRY(after, (decodeCursor<Timestamp, OrderId>("orders", request.after)));
//     … WHERE ($2 IS NULL OR (placed_at, order_id) < ($2, $3)) ORDER BY … LIMIT $4
//     page.next = encodeCursor("orders", last.placedAt, last.id);
//
// Values: std::int64_t, std::string, Uuid, Id<Tag>, Timestamp, in the order of the sort key.

#include "api/values.h"
#include "core/id.h"

#include <tuple>

namespace stoa {

class CursorWriter {
public:
    explicit CursorWriter(std::string_view list);
    void add(std::int64_t value);
    void add(std::string_view value); // at most kMaxText bytes; longer is our bug
    void add(const Uuid& value);
    void add(Timestamp value) { add(value.micros()); }
    template <class Tag>
    void add(const Id<Tag>& value)
    {
        add(value.uuid());
    }
    std::string text() const;

    static constexpr std::size_t kMaxText = 800;

private:
    std::string m_bytes;
};

// After a failed read everything that follows fails too; ask isComplete() once at the end.
class CursorReader {
public:
    CursorReader(std::string_view list, std::string_view text);
    CursorReader(const CursorReader&) = delete;
    CursorReader& operator=(const CursorReader&) = delete;
    void read(std::int64_t& value);
    void read(std::string& value);
    void read(Uuid& value);
    void read(Timestamp& value);
    template <class Tag>
    void read(Id<Tag>& value)
    {
        Uuid uuid;
        read(uuid);
        value = Id<Tag>(uuid);
    }
    bool isComplete() const { return m_isGood && m_rest.empty(); }

private:
    std::string_view take(char type, std::size_t length);

    std::string m_bytes;
    std::string_view m_rest; // of m_bytes
    bool m_isGood = false;
};

template <class... Values>
std::string encodeCursor(std::string_view list, const Values&... values)
{
    CursorWriter writer(list);
    (writer.add(values), ...);
    return writer.text();
}

// Nothing for an empty cursor: the first page.
// Errors: cursor.malformed (Invalid, field `after`), also for the cursor of another list.
template <class... Values>
Result<std::optional<std::tuple<Values...>>> decodeCursor(std::string_view list,
                                                          std::string_view after)
{
    using Key = std::tuple<Values...>;
    if (after.empty()) return std::optional<Key>();
    CursorReader reader(list, after);
    Key key;
    std::apply([&reader](Values&... value) { (reader.read(value), ...); }, key);
    if (!reader.isComplete()) {
        return fail(makeError(ErrorKind::Invalid, "cursor.malformed")
                        .in("after")
                        .because("pass `next` of the page before, unchanged"));
    }
    return std::optional<Key>(std::move(key));
}

// The page that `rows` makes when one row more than `limit` was asked for: the surplus row only
// proves that there is a next page. `cursorOf` writes the cursor after a row.
template <class Row, class CursorOf>
Page<Row> pageOf(std::vector<Row> rows, std::int64_t limit, CursorOf cursorOf)
{
    Page<Row> page;
    const bool hasMore = std::ssize(rows) > limit;
    if (hasMore) rows.erase(rows.begin() + limit, rows.end());
    page.items = std::move(rows);
    if (hasMore) page.next = cursorOf(page.items.back());
    return page;
}

} // namespace stoa
