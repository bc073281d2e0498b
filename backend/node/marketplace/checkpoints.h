#pragma once
// Signed checkpoints of the event logs, kept outside of the database. The hash chain shows that
// nothing inside a log was altered, but a log whose end was cut off is a sound chain too; a
// checkpoint remembers how far each log had come and with which hash.
//
// A book is a folder that only its owner may enter: `log`, one line for each checkpoint, appended
// and synced, and `key`, the Ed25519 key that signs the lines. Copy it to where the database's
// administrators cannot write: who holds the key and the database can forge both.
//
// A line: `1 <organisation> <seq> <hash> <microseconds since 1970> <signature>`, hash and signature
// in base64url, the signature over everything before it. A last line without its end was
// interrupted and does not count. Appending to a book that has grown beyond kLongBook leaves the
// latest line of each log and whatever this key did not sign. Errors of all: checkpoint.unreadable,
// checkpoint.unwritable (params file), checkpoint.in_use (params folder; another process writes at
// this moment).

#include "core/timestamp.h"
#include "platform/db/connection.h"
#include "platform/db/sha256.h"

#include <filesystem>
#include <map>
#include <span>

struct evp_pkey_st;

namespace stoa::node {

struct Checkpoint {
    Uuid organisation;
    std::int64_t seq = 0;
    db::Hash hash{};
    Timestamp takenAt;
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

inline constexpr std::size_t kLongBook = 8 << 20;

class CheckpointBook {
public:
    struct Contents {
        std::map<Uuid, Checkpoint> latest; // by organisation
        std::vector<std::size_t> forged;   // numbers of the lines that this key did not sign
    };

    // Makes the folder and its key when they are not there.
    static Result<CheckpointBook> open(const std::filesystem::path& folder);

    Done append(std::span<const Checkpoint> checkpoints);
    Result<Contents> read() const;

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    using Key = std::unique_ptr<evp_pkey_st, Free>;

    struct Line;

    CheckpointBook(std::filesystem::path log, Key key);
    std::vector<Line> linesOf(std::string_view book) const;
    std::string shortened(std::string_view book) const;
    std::string sign(std::string_view text) const;
    bool isSigned(std::string_view text, std::string_view signature) const;

    std::filesystem::path m_log;
    Key m_key;
};

// Adds where every log is now to the book in the folder, leaving out those that are where the book
// last saw them. Returns how many.
Result<std::size_t> addCheckpoints(db::Connection& connection, const std::filesystem::path& folder,
                                   Timestamp now);

enum class CheckpointFault { None, Truncated, Altered };
// Whether the log still has what the checkpoint saw.
Result<CheckpointFault> compare(db::Connection& connection, const Checkpoint& checkpoint);

} // namespace stoa::node
