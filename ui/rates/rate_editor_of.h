#pragma once
// The editor of one kind of list. Kind says what differs: its table `List`, the form `Dialog` of a
// row, the requests `Read` and `Replace`, and rulesOf() a reply.

#include "ui/rates/rate_editor.h"

namespace stoa::ui {

template <class Kind>
class RateEditorOf : public RateEditor {
protected:
    using List = typename Kind::List;
    using View = typename Kind::Read::Reply;
    using Rule = std::decay_t<decltype(Kind::rulesOf(std::declval<View>()).front())>;

    RateEditorOf(const PageContext& context, const Names& names, NameBook* book, QWidget* parent)
        : RateEditor(context, names, book, new List(*book, context.clock, book), parent)
    {}

    List& rules() const { return *static_cast<List*>(list()); }

    void read() override
    {
        const int reading = ++m_reading;
        context().connection.call(this, typename Kind::Read{},
                                  [this, reading](const Result<View>& view) {
                                      if (reading != m_reading || rules().isChanged()) return;
                                      if (!view) return notRead(view.error());
                                      take(*view);
                                  });
    }
    void write() override
    {
        ++m_reading; // what is on its way is older
        context().connection.call(this, typename Kind::Replace{version(), rules().asRequest()},
                                  [this](const Result<View>& view) {
                                      if (!view) return refused(view.error());
                                      take(*view);
                                      written();
                                  });
    }
    void edit(std::optional<int> row) override
    {
        using Dialog = typename Kind::Dialog;
        const auto rule =
            row ? std::optional(rules().rules()[static_cast<std::size_t>(*row)]) : std::nullopt;
        auto* dialog = new Dialog(context(), book(), rule, refusalOf(row), this);
        connect(dialog, &Dialog::answered, this, [this, row](const Rule& answer) {
            if (row)
                rules().replace(*row, answer);
            else
                rules().insert(rowForNew(), answer);
        });
        dialog->open();
    }

private:
    void take(const View& view)
    {
        const auto& all = Kind::rulesOf(view);
        rules().set({all.begin(), all.end()});
        taken(view.version, view.changedBy, view.changedAt);
    }

    int m_reading = 0;
};

} // namespace stoa::ui
