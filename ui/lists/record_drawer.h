#pragma once
// One record beside its list. show() fills the head from the row at once; the details are asked for
// a moment later, so that holding an arrow key costs one request and not fifty, and an answer for
// another record than the one shown is dropped. Showing the same record again keeps what stands
// there until the new details have come.
//
// A subclass says which request reads a record, as `RecordDrawer<api::GetOrder>`, and fills head
// and sections from row() and details(). The request is made of the row's seller and id, and its
// reply holds a fresh row as `.row` or `.run`; or it is made of the id alone and its reply is a
// row. The records of an organisation that do not name it are those of whoever asks.
//
// A row with an `order` is about one: makeOrderButton() leads there.

#include "ui/shell/page_context.h"
#include "ui/text/words.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <concepts>

class QHBoxLayout;
class QVBoxLayout;

namespace stoa::ui {

class Button;
class Drawer;
class Label;

class RecordDrawerBase : public QWidget {
    Q_OBJECT

public:
    static constexpr int kDetailDelayMs = 40;
    static constexpr int kSkeletonDelayMs = 150;

    void showNothing();
    void reloadDetails();       // the record has changed
    void setBusy(bool isBusy);  // a command about the record is under way
    void press(Button* button); // as a click, or refused() with the reason
    // The order that the record shown is about; "" for none.
    virtual QString order() const { return {}; }

signals:
    void refused(const QString& why); // a key whose button is off
    void orderRequested(const QString& order);
    void closed();
    void previousRequested();
    void nextRequested();

protected:
    // `stem` of object names: "order" makes orderDrawer, orderRetry; `nothing` is the title without
    // a record. The subclass calls showNothing() once its head is built.
    RecordDrawerBase(const PageContext& context, const QString& stem, const QString& nothing,
                     QWidget* parent);

    virtual void fillHead() = 0;     // there is a row
    virtual void clearHead() = 0;    // there is none
    virtual void fillSections() = 0; // there are details; the sections have been cleared
    virtual void updateActions() {}  // something that buttons depend on has changed

    const PageContext& context() const { return m_context; }
    Drawer& drawer() const { return *m_drawer; }
    QVBoxLayout* add(const QString& title, const char* name, QWidget* mark = nullptr);
    QHBoxLayout* addRow(int spacing); // in the head, with its margins
    // In the head: two lines at the left, two at the right.
    void addFacts(const std::array<Label*, 2>& left, const std::array<Label*, 2>& right);
    void addActions(const std::vector<Button*>& buttons);
    Button* makeOrderButton(); // once
    bool isBusy() const { return m_isBusy; }
    // Enabled when there is no reason against it; else the reason is its tooltip.
    static void allow(Button* button, const QString& whyNot);

    virtual void forget() = 0;          // row and details
    virtual void read(int request) = 0; // asks for the details of the row, if there is one
    virtual bool hasDetails() const = 0;
    int nextRequest() { return ++m_request; }
    void rowChanged(bool isSame, bool isChanged); // show()
    void detailsTaken();                          // row and details are those of a reply
    void takeFailure(const Error& error);
    bool isCurrent(int request) const { return request == m_request; }

private:
    void showSkeleton();
    void changed(); // another record, or other facts of it

    PageContext m_context;
    QString m_stem;
    QString m_nothing;
    Drawer* m_drawer;
    QTimer m_detailDelay;
    QTimer m_skeletonDelay;
    int m_request = 0;
    bool m_isBusy = false;
    Button* m_orderButton = nullptr;
};

// The id of the order that a row is about.
template <class Row>
QString orderOf(const std::optional<Row>& row)
{
    if constexpr (requires { row->order.has_value(); }) {
        return row && row->order ? fromUtf8(row->order->text()) : QString();
    } else if constexpr (requires { row->order.text(); }) {
        return row ? fromUtf8(row->order.text()) : QString();
    } else {
        return {};
    }
}

template <class View>
const auto& rowOf(const View& view)
{
    if constexpr (requires { view.row; })
        return view.row;
    else if constexpr (requires { view.run; })
        return view.run;
    else
        return view;
}

template <class Get>
class RecordDrawer : public RecordDrawerBase {
public:
    using View = typename Get::Reply;
    using Row = std::decay_t<decltype(rowOf(std::declval<View>()))>;

    void show(const Row& row)
    {
        const bool isSame = m_row && m_row->id == row.id;
        const bool isChanged = !isSame || !isEqual(*m_row, row);
        m_row = row;
        if (!isSame) m_details.reset();
        rowChanged(isSame, isChanged);
    }
    // The reply of a command about the record shown; of another one it is dropped.
    void take(const View& view)
    {
        if (!m_row || m_row->id != rowOf(view).id) return;
        m_row = rowOf(view);
        m_details = view;
        detailsTaken();
    }
    const std::optional<Row>& row() const { return m_row; }
    // The details of the record shown, once they are here.
    const std::optional<View>& details() const { return m_details; }
    QString order() const override { return orderOf(m_row); }

protected:
    using RecordDrawerBase::RecordDrawerBase;

    void forget() final
    {
        m_row.reset();
        m_details.reset();
    }
    void read(int request) final
    {
        if (!m_row) return;
        context().connection.call(this, question(*m_row),
                                  [this, request](const Result<View>& view) {
                                      if (!isCurrent(request)) return;
                                      if (!view) return takeFailure(view.error());
                                      take(*view);
                                  });
    }
    bool hasDetails() const final { return m_details.has_value(); }

private:
    // A type without == counts as changed, which fills the head once more.
    static bool isEqual(const Row& a, const Row& b)
    {
        if constexpr (std::equality_comparable<Row>)
            return a == b;
        else
            return false;
    }
    Get question(const Row& row) const
    {
        if constexpr (requires { row.seller.text(); })
            return Get{row.seller, row.id};
        else if constexpr (requires { Get{row.id}; })
            return Get{row.id};
        else
            return Get{context().workspace().organisation, row.id};
    }

    std::optional<Row> m_row;
    std::optional<View> m_details;
};

} // namespace stoa::ui
