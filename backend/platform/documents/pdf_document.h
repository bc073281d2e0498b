#pragma once
// A document for people to print: a heading, lines of text and one table over as many A4 pages as
// it needs, with the table's head and a page number on each. Uses the reader's own Helvetica, so
// nothing is embedded and a page is a few kilobytes; characters outside Windows-1252 are shown as
// question marks.
//
// Not for layouts: whoever needs more than a table writes another class.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::documents {

struct PdfColumn {
    std::string heading;
    float width = 0; // points; together at most 500
    bool isLeft = true;
};

class PdfDocument {
public:
    explicit PdfDocument(const std::string& title);
    ~PdfDocument();
    PdfDocument(const PdfDocument&) = delete;
    PdfDocument& operator=(const PdfDocument&) = delete;

    void heading(std::string_view text);
    void text(std::string_view text);
    // Once, before its rows. A cell that is wider than its column is cut off.
    void table(std::vector<PdfColumn> columns);
    void row(const std::vector<std::string>& cells);
    // The file; nothing can be added afterwards.
    std::string bytes();

private:
    struct Paper;
    void line(float height);
    void tableHead();

    std::unique_ptr<Paper> m_paper;
    std::vector<PdfColumn> m_columns;
};

// UTF-8 as Windows-1252.
std::string windows1252(std::string_view utf8);

} // namespace stoa::documents
