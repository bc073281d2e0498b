#include "ui/catalogue/import_form.h"

#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/switch.h"

#include <QComboBox>

namespace stoa::ui {

namespace {

constexpr int kMostSellers = 200; // a page; the list is by name
constexpr int kSellerWidth = 260;

} // namespace

ImportForm::ImportForm(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_choose(new Button(tr("Choose file…"), QStringLiteral("importChoose"))),
      m_file(new Label(tr("No file chosen"), Type::Body, &Theme::t3)),
      m_submit(new Switch(tr("Send new listings to review"), QStringLiteral("importSubmit")))
{
    setObjectName(QStringLiteral("importForm"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* row = makeRow(16);
    if (!m_context.workspace().seller) {
        m_seller = new QComboBox;
        m_seller->setObjectName(QStringLiteral("importSeller"));
        m_seller->setFixedWidth(scaled(kSellerWidth));
        m_seller->setPlaceholderText(tr("Choose a seller"));
        row->addWidget(new Field(tr("Seller"), m_seller), 0, Qt::AlignTop);
        connect(m_seller, &QComboBox::currentIndexChanged, this, &ImportForm::changed);
        readSellers();
    }
    auto* line = new QWidget;
    auto* file = new QHBoxLayout(line);
    file->setContentsMargins(0, 0, 0, 0);
    file->setSpacing(10);
    m_choose->setIconName(QStringLiteral("upload"));
    m_file->setObjectName(QStringLiteral("importFile"));
    file->addWidget(m_choose);
    file->addWidget(m_file, 1);
    row->addWidget(new Field(tr("File"), line), 1, Qt::AlignTop);
    column->addLayout(row);
    m_submit->setChecked(true);
    column->addWidget(m_submit, 0, Qt::AlignLeft);
    connect(m_choose, &Button::clicked, this, &ImportForm::chooseFile);
    connect(m_submit, &Switch::toggled, this, &ImportForm::changed);
}

void ImportForm::readSellers()
{
    api::ListSellers question;
    question.limit = kMostSellers;
    m_context.connection.call(this, std::move(question),
                              [this](const Result<Page<api::SellerView>>& page) {
                                  if (!page) {
                                      emit failed(page.error());
                                      return;
                                  }
                                  const QSignalBlocker quiet(m_seller);
                                  for (const api::SellerView& seller : page->items) {
                                      m_sellers.push_back(seller.id);
                                      m_seller->addItem(fromUtf8(seller.name));
                                  }
                                  m_seller->setCurrentIndex(-1);
                              });
}

void ImportForm::chooseFile()
{
    m_context.prompt.chooseFile(this, tr("Choose a product file"),
                                {tr("Product files (*.csv)"), tr("All files (*)")},
                                [this](const QString& path) {
                                    if (!path.isEmpty()) emit fileChosen(path);
                                });
}

std::optional<OrgId> ImportForm::seller() const
{
    if (m_seller == nullptr) return m_context.workspace().seller;
    const int at = m_seller->currentIndex();
    return at < 0 ? std::nullopt : std::optional(m_sellers.at(static_cast<std::size_t>(at)));
}

bool ImportForm::submits() const
{
    return m_submit->isChecked();
}

void ImportForm::showFile(const QString& name, std::int64_t bytes)
{
    m_fileName = name;
    m_file->setText(bytes > 0 ? tr("%1 · %2").arg(name, sizeText(bytes)) : name);
    m_file->setInk(&Theme::t1);
}

QWidget* ImportForm::firstField() const
{
    return m_seller != nullptr ? static_cast<QWidget*>(m_seller) : m_choose;
}

} // namespace stoa::ui
