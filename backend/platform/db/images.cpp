#include "platform/db/images.h"

#include "platform/db/images_sql.h"
#include "platform/db/pipeline.h"

#include <charconv>

namespace stoa::db {
namespace {

// The length of the number, word or text that the JSON begins with.
std::size_t lengthOfScalar(std::string_view json)
{
    if (!json.starts_with('"')) return std::min(json.find_first_of(",]"), json.size());
    for (std::size_t at = 1; at < json.size(); ++at) {
        if (json[at] == '"') return at + 1;
        if (json[at] == '\\') ++at;
    }
    return 0;
}

// `[1,"a"]` → `{"position":1,"title":"a"}`. False when there are not as many values as columns.
bool appendObject(std::string& json, const std::vector<std::string>& columns, std::string_view row)
{
    char before = '[';
    json += '{';
    for (const std::string& column : columns) {
        if (!row.starts_with(before)) return false;
        row.remove_prefix(1);
        const std::size_t length = lengthOfScalar(row);
        if (length == 0) return false;
        if (std::exchange(before, ',') == ',') json += ',';
        ((json += '"') += column) += "\":";
        json += row.substr(0, length);
        row.remove_prefix(length);
    }
    json += '}';
    return row == "]";
}

} // namespace

Images::Images(std::string schema, std::span<const std::string_view> tables, Others others)
    : m_schema(std::move(schema)), m_others(others), m_tables(tables.begin(), tables.end())
{}

Done Images::createTables(Connection& connection)
{
    STOA_TRY(shapes, connection.run(images::sql::kSelectShapes));
    for (const Row row : shapes) {
        m_shapes[row.get<int>("shape")].table = row.get<std::string>("table_name");
        m_shapes[row.get<int>("shape")].columns.push_back(row.get<std::string>("column_name"));
    }
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
        const std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(line.size() + 1, left.size()));
        if (!collectLine(line)) return false;
    }
    return true;
}

bool Images::collectLine(std::string_view line)
{
    const auto space = line.find(' ');
    if (space == line.npos) return false;
    std::string_view name = line.substr(0, space);
    const std::string_view row = line.substr(space + 1);
    const Shape* shape = nullptr;
    if (name.starts_with('#')) {
        int number = 0;
        const char* const end = name.data() + name.size();
        const auto found = std::from_chars(name.data() + 1, end, number).ptr == end
                               ? m_shapes.find(number)
                               : m_shapes.end();
        if (found == m_shapes.end()) return false;
        shape = &found->second;
        name = shape->table;
    }
    const auto table = m_tables.find(name);
    if (table == m_tables.end()) return m_others == Others::LeftOut;
    std::string object;
    if (shape != nullptr && !appendObject(object, shape->columns, row)) return false;
    std::string& images = m_images[*table];
    images += images.empty() ? '[' : ',';
    images += shape != nullptr ? object : row;
    m_bytes += line.size();
    ++m_count;
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
