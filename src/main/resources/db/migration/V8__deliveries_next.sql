-- When the next delivery of a webhook is due, and what has been asked for on demand, however many wait.
create index deliveries_next on deliveries (webhook_id, due_at) where status = 'pending';
