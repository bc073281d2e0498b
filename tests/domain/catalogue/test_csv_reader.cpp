#include "domain/catalogue/csv_reader.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::catalogue;
using namespace stoa::test;

class CsvReaderTest : public QObject {
    Q_OBJECT

    // "1:a|b 3:c|d", errors as "!code@line".
    static std::string read(std::string_view text, CsvReader::Limits limits = {},
                            char separator = ',')
    {
        CsvReader reader(text, separator, limits);
        std::string result;
        for (int i = 0; i < 100; ++i) {
            const auto row = reader.next();
            if (row && !*row) return result;
            if (!result.empty()) result += ' ';
            if (!row) {
                result += '!' + row.error().code + '@' + row.error().params.front().second;
                continue;
            }
            result += std::to_string((*row)->line) + ':';
            for (std::size_t cell = 0; cell < (*row)->cells.size(); ++cell)
                result += (cell > 0 ? "|" : "") + (*row)->cells[cell];
        }
        return result + " endless";
    }

private slots:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char* name, const char* text, const char* rows) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(rows);
        };
        row("nothing", "", "");
        row("only a byte-order mark", "\xef\xbb\xbf", "");
        row("byte-order mark",
            "\xef\xbb\xbf"
            "a,b",
            "1:a|b");
        row("no line end at the end", "a,b\nc,d", "1:a|b 2:c|d");
        row("carriage returns", "a\r\nb\rc\n", "1:a 2:b 3:c");
        row("blank lines", "\n\na\n\n\nb\n", "3:a 6:b");
        row("empty cells", ",\n,,\n", "1:| 2:||");
        row("quoted separators", "\"a,b\",c", "1:a,b|c");
        row("quoted quotes", "\"say \"\"hi\"\"\",\"\"\"\"", "1:say \"hi\"|\"");
        row("quoted lines", "\"a\nb\r\nc\",d\ne", "1:a\nb\nc|d 4:e");
        row("empty quotes", "\"\",x", "1:|x");
        row("a quote inside a cell", "12\" plate,x", "1:12\" plate|x");
        row("text behind a quote", "\"a\" b,c", "1:a b|c");
        row("unclosed", "a\nb,\"c\nd", "1:a !csv.unclosed_quote@2");
        row("unclosed at the end", "\"", "!csv.unclosed_quote@1");
    }

    void reads()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, rows);
        QCOMPARE(read(text.toStdString()), rows.toStdString());
    }

    void isBounded()
    {
        CsvReader::Limits limits;
        limits.rows = 2;
        QCOMPARE(read("a\nb\nc\nd", limits), std::string("1:a 2:b !csv.too_many_rows@3"));
        limits = {};
        limits.columns = 2;
        QCOMPARE(read("a,b,c\nd,e", limits), std::string("!csv.too_many_columns@1 2:d|e"));
        limits = {};
        limits.cellBytes = 3;
        QCOMPARE(read("abcd,e\n\"ab\ncd\"\nabc", limits),
                 std::string("!csv.cell_too_large@1 !csv.cell_too_large@2 4:abc"));
    }

    void theFirstLineTellsTheSeparator()
    {
        QCOMPARE(CsvReader::detectSeparator("a,b;c,d\n;;;;;"), ',');
        QCOMPARE(CsvReader::detectSeparator("a;b;c,d\r\n"), ';');
        QCOMPARE(CsvReader::detectSeparator("a\tb"), '\t');
        QCOMPARE(CsvReader::detectSeparator("a"), ',');
        QCOMPARE(read("a;\"b;c\"", {}, ';'), std::string("1:a|b;c"));
    }

    void aHugeFileIsReadInOnePass()
    {
        std::string text = "h1,h2\n";
        for (int i = 0; i < 50'000; ++i)
            text += "\"line one\nline two\",value\n";
        CsvReader reader(text);
        std::int64_t rows = 0;
        std::int64_t last = 0;
        for (auto row = must(reader.next()); row; row = must(reader.next())) {
            ++rows;
            last = row->line;
        }
        QCOMPARE(rows, 50'001);
        QCOMPARE(last, 100'000);
    }
};

STOA_TEST(CsvReaderTest)
#include "test_csv_reader.moc"
