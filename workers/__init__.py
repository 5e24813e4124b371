"""From time to us: the only place that speaks Celery."""
