"""The local Slack's engine: its world, its clock, its Web API and what people do in it.

How the parts meet:

- `world.World` is the state, behind one lock (`world.lock`), with `world.publish(Change)` for whoever watches.
- `ports.Delivery` is what the engine asks of `sandbox.delivery`: bring an event or an interaction to the app.
- `triggers.Triggers` and `replies.ReplyAddresses` give out what an interaction carries (trigger_id, response_url).
- `methods.TABLE` holds the Web API, `acting.Acting` what a person does; `sandbox.server.Sandbox` joins them all.
"""
