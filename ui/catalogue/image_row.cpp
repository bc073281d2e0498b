#include "ui/catalogue/image_row.h"

#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/picture.h"

namespace stoa::ui {

namespace {

constexpr int kHeight = 150;
constexpr int kSmallHeight = 44;
constexpr int kGap = 6;
constexpr int kIcon = 20;

void paintFrame(QPainter& painter, const QRect& frame, const QString& caption)
{
    drawBox(painter, frame, 5, theme().neuBg, theme().line);
    const bool isLarge = frame.height() > kSmallHeight;
    const int side = isLarge ? kIcon : 14;
    const int words = isLarge && !caption.isEmpty() ? lineHeight(Type::Caption) + 6 : 0;
    const QRect mark(frame.center().x() - side / 2, frame.center().y() - (side + words) / 2, side,
                     side);
    drawIcon(painter, mark, QStringLiteral("image"), theme().t3);
    if (words == 0) return;
    drawText(painter, {frame.left() + 8, mark.bottom() + 6, frame.width() - 16, words},
             Qt::AlignHCenter | Qt::AlignVCenter, caption, ui::font(Type::Caption), theme().t3);
}

} // namespace

ImageRow::ImageRow(const std::vector<api::Image>& images, Pictures* pictures, const QString& name,
                   QWidget* parent)
    : QWidget(parent), m_pictures(pictures)
{
    for (const api::Image& image : images) {
        m_urls << fromUtf8(image.url.value);
        m_captions << fromUtf8(image.altText.value);
    }
    if (m_pictures != nullptr) {
        connect(m_pictures, &Pictures::arrived, this, [this](const QString& url) {
            if (m_urls.contains(url)) update();
        });
    }
    setObjectName(name);
    setFixedSize(sizeHint());
    setAccessibleName(m_captions.isEmpty()
                          ? tr("No images")
                          : tr("%n image(s)", "", static_cast<int>(m_captions.size())));
    QStringList said = m_captions;
    said.removeAll(QString());
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    setToolTip(said.join(QLatin1Char('\n'))
                   .toHtmlEscaped()
                   .replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

QSize ImageRow::sizeHint() const
{
    return {kWidth, kHeight + (m_captions.size() > 1 ? kGap + kSmallHeight : 0)};
}

void ImageRow::paintImage(QPainter& painter, const QRect& frame, qsizetype number) const
{
    const QImage image =
        m_pictures != nullptr ? m_pictures->picture(m_urls[number], PictureSize::Large) : QImage();
    if (image.isNull()) return paintFrame(painter, frame, m_captions[number]);
    drawPicture(painter, frame, image, kIcon);
}

void ImageRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect large(0, 0, kWidth, kHeight);
    if (m_captions.isEmpty()) return paintFrame(painter, large, tr("No images"));
    paintImage(painter, large, 0);
    const int wide = (kWidth - (kMostSmall - 1) * kGap) / kMostSmall;
    const int small = std::min(kMostSmall, static_cast<int>(m_captions.size()) - 1);
    const int hidden = static_cast<int>(m_captions.size()) - 1 - small;
    for (int i = 0; i < small; ++i) {
        const QRect frame(i * (wide + kGap), kHeight + kGap, wide, kSmallHeight);
        if (hidden == 0 || i + 1 < small) {
            paintImage(painter, frame, i + 1);
            continue;
        }
        drawBox(painter, frame, 5, theme().neuBg, theme().line);
        drawText(painter, frame, Qt::AlignCenter, QLatin1Char('+') + numberText(hidden + 1),
                 ui::font(Type::Label), theme().t2);
    }
}

} // namespace stoa::ui
