#pragma once
// Waits for a socket to become readable (or also writable) until a moment. The one place of this
// box that differs between operating systems.

#include "platform/db/connect_info.h"

namespace stoa::db {

// False when the moment came first. Errors of the socket count as ready: the next read reports
// them.
bool waitForSocket(int socket, bool alsoWrite, Deadline until);
// True when the socket can be read, or has failed, at once.
bool isReadable(int socket);

} // namespace stoa::db
