-- The statements of the job queue and of sagas. Time comes in as a parameter; every write names its
-- organisation first and, once a worker holds the job, the fence that it holds it with.

-- Primary key, and job_unique for those with a key: an equal one that waits already is kept.
-- name: insert_jobs
INSERT INTO job (org_id, job_id, queue, kind, payload, priority, state, run_at, attempt, max_attempts,
                 fence, unique_key, trace_parent, last_error, enqueued_at)
SELECT n.org_id, n.job_id, n.queue, n.kind, n.payload, n.priority, 'ready', n.run_at, 0, n.max_attempts,
       0, n.unique_key, n.trace_parent, '', $1
FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::smallint[],
            $8::timestamptz[], $9::integer[], $10::text[], $11::text[])
     AS n (org_id, job_id, queue, kind, payload, priority, run_at, max_attempts, unique_key, trace_parent)
ON CONFLICT (org_id, kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
RETURNING job_id;

-- dispatch_hint by its primary key; locks only rows that say "later" than they should.
-- name: lower_hints
UPDATE dispatch_hint h
SET next_run_at = n.run_at,
    looks = 0
FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS n (org_id, queue, run_at)
WHERE h.org_id = n.org_id
  AND h.queue = n.queue
  AND h.next_run_at > n.run_at;

-- dispatch_hint by its primary key; rows that exist are neither locked nor changed.
-- name: insert_hints
INSERT INTO dispatch_hint (org_id, queue, next_run_at, looks)
SELECT n.org_id, n.queue, n.run_at, 0
FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS n (org_id, queue, run_at)
ON CONFLICT (org_id, queue) DO NOTHING;

-- All of a small table, beginning after the organisation that was served last; locks nothing.
-- name: select_hints
SELECT org_id,
       queue,
       next_run_at,
       looks
FROM dispatch_hint
WHERE queue = ANY ($1)
  AND next_run_at <= $2
ORDER BY org_id <= $3, org_id
LIMIT $4;

-- After a look that found nothing: looks again after 1, 2, 4 … 32 seconds, because whoever was
-- enqueueing at that moment has seen a hint that needed no change, and in any case when the next job
-- is due. Skips rows that are being lowered.
-- name: raise_hints
UPDATE dispatch_hint h
SET next_run_at = least($3::timestamptz + interval '1 second' * (1 << least(h.looks, 5)),
                        (SELECT min(j.run_at)
                         FROM job j
                         WHERE j.org_id = h.org_id
                           AND j.queue = h.queue
                           AND j.state = 'ready')),
    looks = h.looks + 1
FROM (SELECT d.org_id, d.queue
      FROM dispatch_hint d
      JOIN unnest($1::uuid[], $2::text[]) AS n (org_id, queue)
        ON n.org_id = d.org_id AND n.queue = d.queue
      WHERE d.next_run_at <= $3
      FOR UPDATE OF d SKIP LOCKED) AS idle
WHERE h.org_id = idle.org_id
  AND h.queue = idle.queue;

-- After a look that found something behind a hint that had been raised.
-- name: reset_hints
UPDATE dispatch_hint h
SET looks = 0
FROM (SELECT d.org_id, d.queue
      FROM dispatch_hint d
      JOIN unnest($1::uuid[], $2::text[]) AS n (org_id, queue)
        ON n.org_id = d.org_id AND n.queue = d.queue
      FOR UPDATE OF d SKIP LOCKED) AS busy
WHERE h.org_id = busy.org_id
  AND h.queue = busy.queue;

-- A read of job_ready; writes only what is missing or too late.
-- name: rebuild_hints
INSERT INTO dispatch_hint (org_id, queue, next_run_at, looks)
SELECT j.org_id, j.queue, min(j.run_at), 0
FROM job j
WHERE j.state = 'ready'
GROUP BY j.org_id, j.queue
HAVING NOT EXISTS (SELECT
                   FROM dispatch_hint h
                   WHERE h.org_id = j.org_id
                     AND h.queue = j.queue
                     AND h.next_run_at <= greatest(min(j.run_at), $1))
ON CONFLICT (org_id, queue) DO UPDATE
SET next_run_at = excluded.next_run_at,
    looks = 0
WHERE dispatch_hint.next_run_at > excluded.next_run_at;

-- Hints that have led to nothing for minutes; the next job brings them back.
-- name: forget_hints
DELETE FROM dispatch_hint
WHERE looks > 10
  AND (org_id, queue) IN (SELECT org_id, queue
                          FROM dispatch_hint
                          WHERE looks > 10
                          FOR UPDATE SKIP LOCKED);

-- For this transaction only: its commit does not wait for the disk.
-- name: relax_commit
SELECT set_config('synchronous_commit', 'off', true);

-- A range of job_ready; locks the rows that it takes and waits for none.
-- name: claim_jobs
WITH due AS (
    SELECT org_id, job_id
    FROM job
    WHERE org_id = $1
      AND queue = $2
      AND state = 'ready'
      AND run_at <= $3
    ORDER BY priority, run_at, job_id
    LIMIT $4
    FOR UPDATE SKIP LOCKED
)
UPDATE job j
SET state = 'running',
    attempt = j.attempt + 1,
    fence = j.fence + 1,
    locked_by = $5,
    locked_until = $6
FROM due
WHERE j.org_id = due.org_id
  AND j.job_id = due.job_id
RETURNING j.org_id, j.job_id, j.queue, j.kind, j.payload, j.priority, j.run_at, j.attempt,
          j.max_attempts, j.fence, coalesce(j.unique_key, '') AS unique_key, j.trace_parent,
          j.enqueued_at;

-- Primary key; nothing happens when another worker holds the job by now.
-- name: complete_job
WITH gone AS (
    DELETE FROM job
    WHERE org_id = $1
      AND job_id = $2
      AND fence = $3
    RETURNING org_id, job_id, queue, kind, attempt, enqueued_at
)
INSERT INTO job_done (org_id, finished_at, job_id, queue, kind, attempt, enqueued_at)
SELECT org_id, $4, job_id, queue, kind, attempt, enqueued_at
FROM gone;

-- The same for many jobs of one organisation.
-- name: complete_jobs
WITH gone AS (
    DELETE FROM job j
    USING unnest($2::uuid[], $3::bigint[]) AS n (job_id, fence)
    WHERE j.org_id = $1
      AND j.job_id = n.job_id
      AND j.fence = n.fence
    RETURNING j.org_id, j.job_id, j.queue, j.kind, j.attempt, j.enqueued_at
)
INSERT INTO job_done (org_id, finished_at, job_id, queue, kind, attempt, enqueued_at)
SELECT org_id, $4, job_id, queue, kind, attempt, enqueued_at
FROM gone;

-- Primary key. $5 is 1 when the attempt counts and 0 when it does not.
-- name: put_back_job
UPDATE job
SET state = 'ready',
    run_at = $4,
    attempt = attempt - 1 + $5,
    last_error = $6,
    locked_by = NULL,
    locked_until = NULL
WHERE org_id = $1
  AND job_id = $2
  AND fence = $3
  AND state = 'running';

-- Primary key.
-- name: bury_job
WITH gone AS (
    DELETE FROM job
    WHERE org_id = $1
      AND job_id = $2
      AND fence = $3
    RETURNING *
)
INSERT INTO job_dead (org_id, job_id, queue, kind, payload, priority, attempt, max_attempts, fence,
                      unique_key, trace_parent, enqueued_at, died_at, reason, detail)
SELECT org_id, job_id, queue, kind, payload, priority, attempt, max_attempts, fence,
       unique_key, trace_parent, enqueued_at, $4, $5, $6
FROM gone;

-- Primary keys; those that are not returned belong to somebody else by now.
-- name: extend_leases
UPDATE job j
SET locked_until = $4
FROM unnest($2::uuid[], $3::bigint[]) AS n (job_id, fence)
WHERE j.org_id = $1
  AND j.job_id = n.job_id
  AND j.fence = n.fence
  AND j.state = 'running'
RETURNING j.job_id;

-- A range of job_lease; locks nothing.
-- name: select_expired
SELECT DISTINCT org_id
FROM job
WHERE state = 'running'
  AND locked_until <= $1
LIMIT $2;

-- A range of job_lease; locks the rows that it takes and waits for none.
-- name: rescue_jobs
UPDATE job
SET state = 'ready',
    run_at = $2,
    last_error = 'the worker was lost',
    locked_by = NULL,
    locked_until = NULL
WHERE org_id = $1
  AND job_id IN (SELECT job_id
                 FROM job
                 WHERE org_id = $1
                   AND state = 'running'
                   AND locked_until <= $2
                   AND attempt < max_attempts
                 LIMIT $3
                 FOR UPDATE SKIP LOCKED)
RETURNING queue;

-- The same for those that have been tried often enough.
-- name: bury_expired
WITH gone AS (
    DELETE FROM job
    WHERE org_id = $1
      AND job_id IN (SELECT job_id
                     FROM job
                     WHERE org_id = $1
                       AND state = 'running'
                       AND locked_until <= $2
                       AND attempt >= max_attempts
                     LIMIT $3
                     FOR UPDATE SKIP LOCKED)
    RETURNING *
)
INSERT INTO job_dead (org_id, job_id, queue, kind, payload, priority, attempt, max_attempts, fence,
                      unique_key, trace_parent, enqueued_at, died_at, reason, detail)
SELECT org_id, job_id, queue, kind, payload, priority, attempt, max_attempts, fence,
       unique_key, trace_parent, enqueued_at, $2, 'job.worker_lost',
       'its worker was lost at every attempt, the last one included'
FROM gone;

-- The ready part of job, up to $2 rows; locks nothing.
-- name: measure_ready
SELECT queue,
       count(*) FILTER (WHERE run_at <= $1) AS ready,
       count(*) FILTER (WHERE run_at > $1) AS scheduled,
       min(run_at) FILTER (WHERE run_at <= $1) AS oldest
FROM (SELECT queue, run_at FROM job WHERE state = 'ready' LIMIT $2) counted
GROUP BY queue;

-- The running part of job, which the workers' threads bound.
-- name: measure_running
SELECT queue,
       count(*) AS running
FROM job
WHERE state = 'running'
GROUP BY queue;

-- Up to $1 rows of a table that ought to be small.
-- name: measure_dead
SELECT queue,
       count(*) AS dead
FROM (SELECT queue FROM job_dead LIMIT $1) counted
GROUP BY queue;

-- A range of job_dead_newest, backwards.
-- name: select_dead
SELECT org_id, job_id, queue, kind, payload, attempt, enqueued_at, died_at, reason, detail
FROM job_dead
WHERE (died_at, job_id) < ($1, $2)
  AND ($3 = '' OR queue = $3)
  AND ($4 = '' OR kind = $4)
ORDER BY died_at DESC, job_id DESC
LIMIT $5;

-- Primary key. The fence goes on from where it was, so that whoever held the job before stays shut
-- out; an equal job that waits already keeps this one from coming back.
-- name: replay_dead
WITH back AS (
    DELETE FROM job_dead
    WHERE org_id = $1
      AND job_id = $2
    RETURNING *
)
INSERT INTO job (org_id, job_id, queue, kind, payload, priority, state, run_at, attempt, max_attempts,
                 fence, unique_key, trace_parent, last_error, enqueued_at)
SELECT org_id, job_id, queue, kind, payload, priority, 'ready', $3, 0, max_attempts,
       fence + 1, unique_key, trace_parent, detail, enqueued_at
FROM back
RETURNING queue;

-- The organisations and ids of the next dead jobs of a kind, oldest first: job_dead_newest.
-- name: select_dead_of_kind
SELECT org_id,
       job_id
FROM job_dead
WHERE kind = $1
ORDER BY died_at, job_id
LIMIT $2;

-- Primary keys, in the order of the ids; those whose equal waits already stay dead.
-- name: replay_dead_many
WITH back AS (
    DELETE FROM job_dead d
    WHERE d.org_id = $1
      AND d.job_id IN (SELECT c.job_id
                       FROM job_dead c
                       WHERE c.org_id = $1
                         AND c.job_id = ANY ($2)
                         AND NOT EXISTS (SELECT
                                         FROM job j
                                         WHERE j.org_id = c.org_id
                                           AND j.kind = c.kind
                                           AND j.unique_key = c.unique_key)
                         AND NOT EXISTS (SELECT
                                         FROM job_dead e
                                         WHERE e.org_id = c.org_id
                                           AND e.kind = c.kind
                                           AND e.unique_key = c.unique_key
                                           AND e.job_id < c.job_id)
                       ORDER BY c.job_id
                       FOR UPDATE)
    RETURNING *
)
INSERT INTO job (org_id, job_id, queue, kind, payload, priority, state, run_at, attempt, max_attempts,
                 fence, unique_key, trace_parent, last_error, enqueued_at)
SELECT org_id, job_id, queue, kind, payload, priority, 'ready', $3, 0, max_attempts,
       fence + 1, unique_key, trace_parent, detail, enqueued_at
FROM back
RETURNING queue;

-- Primary key.
-- name: discard_dead
DELETE FROM job_dead
WHERE org_id = $1
  AND job_id = $2;

-- A range of job_done's primary key.
-- name: forget_done
DELETE FROM job_done
WHERE org_id = $1
  AND (finished_at, job_id) IN (SELECT finished_at, job_id
                                FROM job_done
                                WHERE org_id = $1
                                  AND finished_at < $2
                                ORDER BY finished_at
                                LIMIT $3);

-- A range of saga_ended.
-- name: forget_sagas
DELETE FROM saga
WHERE org_id = $1
  AND saga_id IN (SELECT saga_id
                  FROM saga
                  WHERE org_id = $1
                    AND state IN ('completed', 'compensated')
                    AND changed_at < $2
                  LIMIT $3);

-- name: insert_saga
INSERT INTO saga (org_id, saga_id, kind, state, step, data, deadline, last_error, started_at,
                  changed_at, version)
VALUES ($1, $2, $3, 'running', 0, $4, $5, '', $6, $6, 1);

-- Primary key; locks nothing: version decides who may write.
-- name: select_saga
SELECT kind, state, step, data, deadline, last_error, version
FROM saga
WHERE org_id = $1
  AND saga_id = $2;

-- Primary key; nothing happens when the saga has moved on.
-- name: move_saga
UPDATE saga
SET state = $4,
    step = $5,
    data = $6,
    last_error = $7,
    changed_at = $8,
    version = version + 1
WHERE org_id = $1
  AND saga_id = $2
  AND version = $3;
