-- Work to be done later, outside the transaction that asked for it, and the sagas made of such work.
-- A job that is done moves to job_done for a short while; one that nobody will try again moves to
-- job_dead and stays until somebody replays or discards it.

CREATE TABLE job (
    org_id       uuid        NOT NULL REFERENCES organisation (org_id),
    job_id       uuid        NOT NULL,
    queue        text        NOT NULL CHECK (char_length(queue) BETWEEN 1 AND 40),
    kind         text        NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 100),
    payload      bytea       NOT NULL CHECK (length(payload) <= 262144),
    priority     smallint    NOT NULL CHECK (priority BETWEEN 0 AND 9),
    state        text        NOT NULL CHECK (state IN ('ready', 'running')),
    run_at       timestamptz NOT NULL,
    attempt      integer     NOT NULL CHECK (attempt BETWEEN 0 AND max_attempts),
    max_attempts integer     NOT NULL CHECK (max_attempts BETWEEN 1 AND 100),
    fence        bigint      NOT NULL CHECK (fence >= 0),
    locked_by    text        CHECK (char_length(locked_by) BETWEEN 1 AND 100),
    locked_until timestamptz,
    unique_key   text        CHECK (char_length(unique_key) BETWEEN 1 AND 200),
    trace_parent text        NOT NULL CHECK (char_length(trace_parent) <= 100),
    last_error   text        NOT NULL CHECK (char_length(last_error) <= 2000),
    enqueued_at  timestamptz NOT NULL,
    PRIMARY KEY (org_id, job_id),
    CHECK ((state = 'running') = (locked_by IS NOT NULL)),
    CHECK ((state = 'running') = (locked_until IS NOT NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX job_ready ON job (org_id, queue, priority, run_at, job_id) WHERE state = 'ready';
CREATE INDEX job_lease ON job (locked_until) WHERE state = 'running';
CREATE UNIQUE INDEX job_unique ON job (org_id, kind, unique_key) WHERE unique_key IS NOT NULL;

-- Written once for each job, hence without a foreign key of its own: its rows come from job.
CREATE TABLE job_done (
    org_id      uuid        NOT NULL,
    finished_at timestamptz NOT NULL,
    job_id      uuid        NOT NULL,
    queue       text        NOT NULL,
    kind        text        NOT NULL,
    attempt     integer     NOT NULL,
    enqueued_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, finished_at, job_id)
);

CREATE TABLE job_dead (
    org_id       uuid        NOT NULL REFERENCES organisation (org_id),
    job_id       uuid        NOT NULL,
    queue        text        NOT NULL CHECK (char_length(queue) BETWEEN 1 AND 40),
    kind         text        NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 100),
    payload      bytea       NOT NULL CHECK (length(payload) <= 262144),
    priority     smallint    NOT NULL CHECK (priority BETWEEN 0 AND 9),
    attempt      integer     NOT NULL CHECK (attempt >= 0),
    max_attempts integer     NOT NULL CHECK (max_attempts BETWEEN 1 AND 100),
    fence        bigint      NOT NULL CHECK (fence >= 0),
    unique_key   text        CHECK (char_length(unique_key) BETWEEN 1 AND 200),
    trace_parent text        NOT NULL CHECK (char_length(trace_parent) <= 100),
    enqueued_at  timestamptz NOT NULL,
    died_at      timestamptz NOT NULL,
    reason       text        NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 100),
    detail       text        NOT NULL CHECK (char_length(detail) <= 2000),
    PRIMARY KEY (org_id, job_id)
);
CREATE INDEX job_dead_newest ON job_dead (died_at, job_id);

-- Which queues of which organisations have something to do, and from when: where workers look first.
-- The truth is in job; what is lost here is found again by the sweep.
CREATE TABLE dispatch_hint (
    org_id      uuid        NOT NULL,
    queue       text        NOT NULL,
    next_run_at timestamptz NOT NULL,
    looks       integer     NOT NULL CHECK (looks >= 0),
    PRIMARY KEY (org_id, queue)
) WITH (fillfactor = 50);

CREATE TABLE saga (
    org_id     uuid        NOT NULL REFERENCES organisation (org_id),
    saga_id    uuid        NOT NULL,
    kind       text        NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 90),
    state      text        NOT NULL
        CHECK (state IN ('running', 'compensating', 'completed', 'compensated')),
    step       integer     NOT NULL CHECK (step >= 0),
    data       bytea       NOT NULL CHECK (length(data) <= 262144),
    deadline   timestamptz NOT NULL,
    last_error text        NOT NULL CHECK (char_length(last_error) <= 2000),
    started_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    version    bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, saga_id)
);
CREATE INDEX saga_ended ON saga (org_id, changed_at) WHERE state IN ('completed', 'compensated');

-- Sessions are deleted once they have ended, their refresh tokens with them.
CREATE INDEX user_session_ends ON user_session (ends_at);
