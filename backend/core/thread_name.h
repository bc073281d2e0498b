#pragma once
// Names for threads, as debuggers, `top -H` and sanitizers show them.

#include <algorithm>
#include <string>

#ifndef _WIN32
#include <pthread.h>
#endif

namespace stoa {

// Names the calling thread. The systems keep 15 bytes; the rest is cut. Does nothing on Windows.
inline void nameThread([[maybe_unused]] std::string name)
{
#ifndef _WIN32
    name.resize(std::min<std::size_t>(name.size(), 15));
#ifdef __APPLE__
    pthread_setname_np(name.c_str());
#else
    pthread_setname_np(pthread_self(), name.c_str());
#endif
#endif
}

} // namespace stoa
