"""What people say: asked about, kept, compared, filed; more voices for it; and how it is taken back."""
