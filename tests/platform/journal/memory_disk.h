#pragma once
// Files in memory, each with what the system has cached and what has reached the disk, and faults
// on demand: the next calls fail, or power is lost and only what was synced remains.

#include "platform/journal/disk.h"

#include <map>

namespace stoa::test {

class MemoryDisk final : public journal::Disk {
public:
    enum class Call { None, Create, Write, Sync };

    // The call of this kind after `skipped` others fails, and all that follow until heal(). A write
    // that fails leaves half of its bytes.
    void failAt(Call call, int skipped)
    {
        m_failing = call;
        m_skipped = skipped;
    }
    void heal() { m_failing = Call::None; }
    void losePower()
    {
        for (auto& [name, file] : files)
            file.cached = file.durable;
    }

    Result<std::shared_ptr<void>> lock(const std::filesystem::path&) override
    {
        return std::shared_ptr<void>();
    }
    Result<std::vector<std::string>> list(const std::filesystem::path& folder) override
    {
        std::vector<std::string> names;
        for (const auto& [name, file] : files) {
            const std::filesystem::path path(name);
            if (path.parent_path() == folder) names.push_back(path.filename().string());
        }
        return names;
    }
    Result<std::string> read(const std::filesystem::path& path) override
    {
        const auto at = files.find(path.string());
        if (at == files.end()) return failure("journal.unreadable");
        return at->second.cached;
    }
    Done create(const std::filesystem::path& path, std::size_t bytes) override
    {
        if (fails(Call::Create)) return failure("journal.unwritable");
        files[path.string()] = {std::string(bytes, '\0'), std::string(bytes, '\0')};
        return {};
    }
    Done write(const std::filesystem::path& path, std::size_t offset,
               std::string_view bytes) override
    {
        const bool isFailing = fails(Call::Write);
        if (isFailing) bytes = bytes.substr(0, bytes.size() / 2);
        files.at(path.string()).cached.replace(offset, bytes.size(), bytes);
        if (isFailing) return failure("journal.unwritable");
        return {};
    }
    Done sync(const std::filesystem::path& path) override
    {
        if (fails(Call::Sync)) return failure("journal.unwritable");
        File& file = files.at(path.string());
        file.durable = file.cached;
        return {};
    }
    Done rename(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        auto node = files.extract(from.string());
        if (!node) return failure("journal.unwritable");
        files.insert_or_assign(to.string(), std::move(node.mapped()));
        return {};
    }
    Done remove(const std::filesystem::path& path) override
    {
        files.erase(path.string());
        return {};
    }

    struct File {
        std::string cached;
        std::string durable;
    };
    std::map<std::string, File> files;

private:
    bool fails(Call call) { return m_failing == call && m_skipped-- <= 0; }
    static tl::unexpected<Error> failure(std::string_view code)
    {
        return fail(ErrorKind::Unavailable, code);
    }

    Call m_failing = Call::None;
    int m_skipped = 0;
};

} // namespace stoa::test
