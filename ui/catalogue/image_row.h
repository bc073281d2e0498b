#pragma once
// The images of a listing in their order: the first one large, the others small below it, and how
// many more there are. Until an image is there, and when it can not be had, its frame says what the
// seller says is in it; without images it says so.

#include "api/listings.h"
#include "ui/async/pictures.h"

#include <QWidget>

namespace stoa::ui {

class ImageRow final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWidth = 200;
    static constexpr int kMostSmall = 3;

    // Without `pictures` every image stays its frame.
    ImageRow(const std::vector<api::Image>& images, Pictures* pictures, const QString& name,
             QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintImage(QPainter& painter, const QRect& frame, qsizetype number) const;

    Pictures* m_pictures;
    QStringList m_urls;
    QStringList m_captions; // one for each image, may be empty
};

} // namespace stoa::ui
