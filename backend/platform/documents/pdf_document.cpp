#include "platform/documents/pdf_document.h"

#include "core/assert.h"

#include <array>
#include <cstdint>
#include <hpdf.h>

namespace stoa::documents {
namespace {

constexpr float kMargin = 48;
constexpr float kTop = 790;
constexpr float kBottom = 60;
constexpr float kLine = 15;
constexpr float kSize = 9;
constexpr float kHeadingSize = 16;

struct Free {
    void operator()(HPDF_Doc document) const { HPDF_Free(document); }
};

// Windows-1252 from 0x80 on, where it is not Latin-1; 0: nothing there.
constexpr std::array<std::uint32_t, 32> kHigh{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char byteOf(std::uint32_t point)
{
    if (point >= 0x20 && point < 0x7f) return static_cast<char>(point);
    if (point >= 0xa0 && point <= 0xff) return static_cast<char>(point);
    for (std::size_t i = 0; i < kHigh.size(); ++i) {
        if (point != 0 && kHigh[i] == point) return static_cast<char>(0x80 + i);
    }
    return '?';
}

} // namespace

struct PdfDocument::Paper {
    std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, Free> document{HPDF_New(nullptr, nullptr)};
    HPDF_Font regular = nullptr;
    HPDF_Font bold = nullptr;
    HPDF_Page page = nullptr;
    float y = 0; // of the next line
    int pages = 0;

    void turn()
    {
        page = HPDF_AddPage(document.get());
        HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
        y = kTop;
        print(bold, kSize, 540, kBottom - 24, std::to_string(++pages));
    }

    void print(HPDF_Font font, float size, float x, float at, std::string_view utf8)
    {
        const std::string text = windows1252(utf8);
        HPDF_Page_BeginText(page);
        HPDF_Page_SetFontAndSize(page, font, size);
        HPDF_Page_TextOut(page, x, at, text.c_str());
        HPDF_Page_EndText(page);
    }

    float widthOf(HPDF_Font font, std::string_view utf8)
    {
        HPDF_Page_SetFontAndSize(page, font, kSize);
        return HPDF_Page_TextWidth(page, windows1252(utf8).c_str());
    }
};

PdfDocument::PdfDocument(const std::string& title) : m_paper(std::make_unique<Paper>())
{
    HPDF_Doc document = m_paper->document.get();
    STOA_ASSERT(document != nullptr);
    HPDF_SetCompressionMode(document, HPDF_COMP_TEXT);
    HPDF_SetInfoAttr(document, HPDF_INFO_TITLE, windows1252(title).c_str());
    m_paper->regular = HPDF_GetFont(document, "Helvetica", "WinAnsiEncoding");
    m_paper->bold = HPDF_GetFont(document, "Helvetica-Bold", "WinAnsiEncoding");
    m_paper->turn();
}

PdfDocument::~PdfDocument() = default;

void PdfDocument::heading(std::string_view text)
{
    line(kLine * 2);
    m_paper->print(m_paper->bold, kHeadingSize, kMargin, m_paper->y, text);
}

void PdfDocument::text(std::string_view text)
{
    line(kLine);
    m_paper->print(m_paper->regular, kSize, kMargin, m_paper->y, text);
}

void PdfDocument::table(std::vector<PdfColumn> columns)
{
    m_columns = std::move(columns);
    line(kLine);
    tableHead();
}

void PdfDocument::row(const std::vector<std::string>& cells)
{
    STOA_ASSERT(cells.size() == m_columns.size());
    const int before = m_paper->pages;
    line(kLine);
    if (m_paper->pages != before) {
        tableHead();
        line(kLine);
    }
    float x = kMargin;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const PdfColumn& column = m_columns[i];
        std::string cell = cells[i];
        while (!cell.empty() && m_paper->widthOf(m_paper->regular, cell) > column.width - 6)
            cell.pop_back();
        const float width = m_paper->widthOf(m_paper->regular, cell);
        const float at = column.isLeft ? x : x + column.width - width;
        m_paper->print(m_paper->regular, kSize, at, m_paper->y, cell);
        x += column.width;
    }
}

std::string PdfDocument::bytes()
{
    HPDF_Doc document = m_paper->document.get();
    const bool isSaved = HPDF_SaveToStream(document) == HPDF_OK;
    STOA_ASSERT(isSaved && HPDF_GetError(document) == HPDF_OK);
    std::string file(HPDF_GetStreamSize(document), '\0');
    auto size = static_cast<HPDF_UINT32>(file.size());
    HPDF_ResetStream(document);
    HPDF_ReadFromStream(document, reinterpret_cast<HPDF_BYTE*>(file.data()), &size);
    file.resize(size);
    return file;
}

void PdfDocument::line(float height)
{
    m_paper->y -= height;
    if (m_paper->y >= kBottom) return;
    m_paper->turn();
    m_paper->y -= height;
}

void PdfDocument::tableHead()
{
    float x = kMargin;
    for (const PdfColumn& column : m_columns) {
        const float width = m_paper->widthOf(m_paper->bold, column.heading);
        const float at = column.isLeft ? x : x + column.width - width;
        m_paper->print(m_paper->bold, kSize, at, m_paper->y, column.heading);
        x += column.width;
    }
}

std::string windows1252(std::string_view utf8)
{
    std::string text;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<std::uint8_t>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        std::uint32_t point = length == 1 ? lead : lead & (0xffU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            point = point << 6 | (static_cast<std::uint8_t>(utf8[i + k]) & 0x3fU);
        text += byteOf(point);
        i += length;
    }
    return text;
}

} // namespace stoa::documents
