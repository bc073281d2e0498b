#include "ui/shell/page.h"

#include "core/assert.h"

namespace stoa::ui {

void PageRegistry::add(PageEntry entry)
{
    STOA_ASSERT(entry.make != nullptr);
    for (const PageEntry& other : m_entries) {
        STOA_ASSERT(other.id != entry.id);
        STOA_ASSERT(entry.letter.isNull() || other.letter != entry.letter);
    }
    m_entries.push_back(std::move(entry));
}

const PageEntry* PageRegistry::find(const QString& id) const
{
    for (const PageEntry& entry : m_entries) {
        if (entry.id == id) return &entry;
    }
    return nullptr;
}

} // namespace stoa::ui
