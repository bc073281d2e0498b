-- All of a small reference table; locks nothing.
-- name: select_organisations
SELECT org_id, display_name
FROM organisation
ORDER BY org_id;
