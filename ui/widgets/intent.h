#pragma once
// The idempotency key of what a person is about to do: sent again after a failure it happens once;
// when what is meant changes, it is another intent and gets another key.

#include "core/id.h"

namespace stoa::ui {

class Intent {
public:
    const std::string& key()
    {
        if (m_key.empty()) m_key = Uuid::makeV7().text();
        return m_key;
    }
    void changed() { m_key.clear(); }

private:
    std::string m_key;
};

} // namespace stoa::ui
