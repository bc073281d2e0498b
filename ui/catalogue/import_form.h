#pragma once
// What an import needs to know: whose listings, which file, whether new ones go to review at once.
// Sellers' people have one shop and are not asked. Choosing asks through the prompt; reading the
// file happens elsewhere (ui/async).

#include "api/sellers.h"
#include "ui/shell/page_context.h"

#include <QWidget>

class QComboBox;

namespace stoa::ui {

class Button;
class Label;
class Switch;

class ImportForm final : public QWidget {
    Q_OBJECT

public:
    explicit ImportForm(const PageContext& context, QWidget* parent = nullptr);

    std::optional<OrgId> seller() const; // nothing until one is chosen
    bool submits() const;
    void showFile(const QString& name, std::int64_t bytes);
    const QString& fileName() const { return m_fileName; }
    QWidget* firstField() const;

signals:
    void changed(); // seller or switch
    void fileChosen(const QString& path);
    void failed(const stoa::Error& error); // the sellers could not be read

private:
    void readSellers();
    void chooseFile();

    PageContext m_context;
    std::vector<OrgId> m_sellers;
    QComboBox* m_seller = nullptr;
    Button* m_choose;
    Label* m_file;
    QString m_fileName;
    Switch* m_submit;
};

} // namespace stoa::ui
