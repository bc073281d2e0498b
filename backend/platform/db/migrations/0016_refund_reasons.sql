-- Why money goes back: a catalogue that the operator edits.

-- What every catalogue begins with: data, the same for every marketplace. A row of refund_reason takes the
-- place of the one of the same code.
CREATE TABLE refund_reason_seed (
    code             text    COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    label            text    NOT NULL CHECK (char_length(label) BETWEEN 1 AND 80),
    is_note_required boolean NOT NULL,
    restock          text    NOT NULL CHECK (restock IN ('restock', 'write_off', 'keep')),
    position         integer NOT NULL CHECK (position BETWEEN 0 AND 9999)
);
INSERT INTO refund_reason_seed (code, label, is_note_required, restock, position)
VALUES ('requested_by_customer', 'The buyer asked for it', false, 'restock', 10),
       ('damaged', 'Arrived damaged', false, 'write_off', 20),
       ('not_as_described', 'Not as described', false, 'restock', 30),
       ('not_received', 'Did not arrive', false, 'keep', 40),
       ('duplicate', 'Ordered or paid twice', false, 'restock', 50),
       ('fraudulent', 'Fraud', false, 'keep', 60),
       ('other', 'Another reason', false, 'restock', 70);

-- The operator's. org_id is the marketplace. Never deleted: refunds and cases name their reason for ever.
CREATE TABLE refund_reason (
    org_id           uuid        NOT NULL REFERENCES organisation (org_id),
    code             text        COLLATE "C" NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    label            text        NOT NULL CHECK (char_length(label) BETWEEN 1 AND 80),
    is_note_required boolean     NOT NULL,
    restock          text        NOT NULL CHECK (restock IN ('restock', 'write_off', 'keep')),
    is_active        boolean     NOT NULL,
    position         integer     NOT NULL CHECK (position BETWEEN 0 AND 9999),
    changed_by       text        NOT NULL CHECK (char_length(changed_by) BETWEEN 1 AND 200),
    changed_at       timestamptz NOT NULL,
    version          bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, code)
);

ALTER TABLE refund DROP CONSTRAINT refund_reason_check;
ALTER TABLE refund ADD CONSTRAINT refund_reason_check CHECK (reason ~ '^[a-z][a-z0-9_]{0,39}$');
ALTER TABLE after_sale DROP CONSTRAINT after_sale_reason_check;
ALTER TABLE after_sale ADD CONSTRAINT after_sale_reason_check CHECK (reason ~ '^[a-z][a-z0-9_]{0,39}$');
