#include "domain/catalogue/import_plan.h"

#include "core/text.h"
#include "domain/catalogue/import_merge.h"
#include "domain/catalogue/listing_rules.h"

#include <set>

namespace stoa::catalogue {
namespace {

class Planner {
public:
    Planner(const ShopifyFile& file, Shop shop, std::span<const ListingRecord> stored,
            const ImportOptions& options)
        : m_file(file), m_shop(std::move(shop)), m_options(options)
    {
        for (const ListingRecord& record : stored)
            m_stored.emplace(record.id, &record);
    }

    ImportPlan run()
    {
        m_plan.report.rows = m_file.rows;
        m_plan.report.problems = m_file.problems;
        reportIgnoredColumns();
        for (const ImportedListing& listing : m_file.listings)
            plan(listing);
        auto& problems = m_plan.report.problems;
        std::ranges::stable_sort(problems, {}, &api::ImportProblem::line);
        if (problems.size() > kMaxReportedProblems) problems.resize(kMaxReportedProblems);
        return std::move(m_plan);
    }

private:
    void plan(const ImportedListing& imported)
    {
        std::vector<api::ImportProblem> problems = imported.problems;
        const auto owner = ownerOf(imported, problems);
        if (!problems.empty()) return refuse(std::move(problems));
        const auto stored = owner ? m_stored.find(*owner) : m_stored.end();
        if (stored == m_stored.end())
            create(imported);
        else
            update(imported, *stored->second);
    }

    void refuse(std::vector<api::ImportProblem> problems)
    {
        ++m_plan.report.failed;
        std::ranges::move(problems, std::back_inserter(m_plan.report.problems));
    }

    // The one listing that has SKUs of this one.
    std::optional<ListingId> ownerOf(const ImportedListing& imported,
                                     std::vector<api::ImportProblem>& problems) const
    {
        std::optional<ListingId> owner;
        for (const ImportedVariant& variant : imported.variants) {
            const auto found = m_shop.skuOwners.find(variant.sku);
            if (found == m_shop.skuOwners.end()) continue;
            if (owner && *owner != found->second) {
                const Error error = makeError(ErrorKind::Conflict, "listing.sku_taken")
                                        .with("sku", variant.sku)
                                        .with("listing", found->second.text());
                problems.push_back({variant.line, m_file.columns.sku, error.code, describe(error)});
                return std::nullopt;
            }
            owner = found->second;
        }
        return owner;
    }

    // A SKU that a listing further up in the file has is refused by problemsIn.
    void create(const ImportedListing& imported)
    {
        const ListingId made = ListingId::make();
        Merged merged = mergeImport(imported, m_file.columns, m_shop, made, std::nullopt);
        if (!merged.problems.empty()) return refuse(std::move(merged.problems));
        ListingWrite write = makeListing(m_shop, merged.draft, m_options.now);
        if (m_options.submitsNew && !imported.isDraft) {
            write.record.status = api::ListingStatus::PendingReview;
            m_plan.submissions.push_back(submissionOf(m_shop, write.record));
        }
        ++m_plan.report.created;
        keep(std::move(write), merged.draft);
    }

    void update(const ImportedListing& imported, const ListingRecord& record)
    {
        const api::ListingDraft before = workingDraft(record);
        Merged merged = mergeImport(imported, m_file.columns, m_shop, record.id, before);
        if (!merged.problems.empty()) return refuse(std::move(merged.problems));
        // Two products of one file may be one listing here: the later one is refused.
        if (!m_touched.insert(record.id).second) {
            const Error error = makeError(ErrorKind::Conflict, "listing.sku_taken")
                                    .with("listing", record.id.text());
            return refuse({{imported.line, m_file.columns.sku, error.code, describe(error)}});
        }
        if (isSameListing(before, merged.draft)) {
            ++m_plan.report.unchanged;
            return;
        }
        Edited change = edited(record, merged.draft);
        if (change.needsReview)
            m_plan.submissions.push_back(submissionOf(m_shop, change.write.record));
        ++m_plan.report.updated;
        keep(std::move(change.write), merged.draft);
    }

    void keep(ListingWrite write, const api::ListingDraft& draft)
    {
        for (const auto& variant : draft.variants)
            m_shop.skuOwners.emplace(variant.sku.value, write.record.id);
        m_plan.writes.push_back(std::move(write));
    }

    void reportIgnoredColumns()
    {
        std::set<std::string> known;
        for (const auto& [id, category] : m_shop.categories) {
            for (const api::AttributeRule& rule : category.attributes)
                known.insert(lowered(rule.name.value));
        }
        for (const std::string& column : m_file.extraColumns) {
            if (known.contains(lowered(column))) continue;
            const Error error = makeError(ErrorKind::Invalid, "csv.ignored_column");
            m_plan.report.problems.push_back({1, column, error.code, describe(error)});
        }
    }

    const ShopifyFile& m_file;
    Shop m_shop;
    const ImportOptions m_options;
    std::unordered_map<ListingId, const ListingRecord*> m_stored;
    std::set<ListingId> m_touched;
    ImportPlan m_plan;
};

} // namespace

ImportPlan planImport(const ShopifyFile& file, Shop shop, std::span<const ListingRecord> stored,
                      const ImportOptions& options)
{
    return Planner(file, std::move(shop), stored, options).run();
}

} // namespace stoa::catalogue
