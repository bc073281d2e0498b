#include "platform/outbound/curl_session.h"

namespace stoa::outbound {

void setUpCurl()
{
    static const CURLcode once = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(once);
}

void CurlHeaders::add(const std::string& header)
{
    curl_slist* const longer = ::curl_slist_append(m_list.get(), header.c_str());
    static_cast<void>(m_list.release());
    m_list.reset(longer);
}

} // namespace stoa::outbound
