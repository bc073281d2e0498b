#pragma once
// libcurl's set-up and its handles with owners. For .cpp files only: it brings curl.h.

#include <curl/curl.h>
#include <memory>
#include <string>

namespace stoa::outbound {

// The one global set-up that libcurl wants, before the first handle and on any thread.
void setUpCurl();

struct CurlDeleter {
    void operator()(CURL* curl) const { ::curl_easy_cleanup(curl); }
    void operator()(CURLU* url) const { ::curl_url_cleanup(url); }
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;
using CurlUrl = std::unique_ptr<CURLU, CurlDeleter>;

// Request headers, "Name: value".
class CurlHeaders {
public:
    void add(const std::string& header);
    curl_slist* list() const { return m_list.get(); }

private:
    std::unique_ptr<curl_slist, CurlDeleter> m_list;
};

} // namespace stoa::outbound
