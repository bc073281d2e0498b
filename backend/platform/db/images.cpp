#include "platform/db/images.h"

#include "platform/db/images_sql.h"
#include "platform/db/pipeline.h"

namespace stoa::db {

Images::Images(std::string schema, std::span<const std::string_view> tables, Others others)
    : m_schema(std::move(schema)), m_others(others), m_tables(tables.begin(), tables.end())
{}

Done Images::createTables(Connection& connection) const
{
    Pipeline batch(connection);
    for (const Statement& each :
         {images::sql::kDefineColumns, images::sql::kDefineCreate, images::sql::kDefineApply}) {
        batch.add(each);
    }
    STOA_CHECK(batch.run());
    for (const std::string_view table : m_tables)
        batch.add(images::sql::kCreateTable, m_schema, table);
    return batch.run();
}

bool Images::collect(std::span<const std::uint8_t> changes)
{
    std::string_view left(reinterpret_cast<const char*>(changes.data()), changes.size());
    while (!left.empty()) {
        const auto end = left.find('\n');
        const std::string_view line = left.substr(0, end);
        left.remove_prefix(std::min(line.size() + 1, left.size()));
        const auto space = line.find(' ');
        if (space == line.npos) return false;
        const auto table = m_tables.find(line.substr(0, space));
        if (table == m_tables.end()) {
            if (m_others == Others::Refused) return false;
            continue;
        }
        std::string& images = m_images[*table];
        images += images.empty() ? '[' : ',';
        images += line.substr(space + 1);
        m_bytes += line.size();
        ++m_count;
    }
    return true;
}

Done Images::apply(Connection& connection)
{
    if (m_bytes == 0) return {};
    Pipeline batch(connection);
    for (auto& [table, images] : m_images)
        batch.add(images::sql::kApplyImages, m_schema, table, images + ']');
    m_images.clear();
    m_bytes = 0;
    return batch.run();
}

} // namespace stoa::db
