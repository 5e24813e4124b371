"""Secrets are seen before they are kept; people's sentences about passwords are none."""

import pytest

from slack_app.domain.feedback.said.secrets import MASK, secrets_in, without_secrets

KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\nabc=\n-----END RSA PRIVATE KEY-----"


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb" + "-123456789012-abcdefABCDEF",
        "ghp" + "_0123456789abcdefghijABCDEFGHIJ012345",
        "glpat" + "-abcdefghij0123456789",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "AIza" + "SyA0123456789abcdefghijABCDEFGHIJ012",
        "sk_live" + "_0123456789abcdef",
        "https://hooks.slack.com" + "/services/T000/B000/XXXXXXXXXXXX",
        "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        KEY,
    ],
)
def test_what_has_the_shape_of_a_secret_is_one(secret: str) -> None:
    assert without_secrets(f"It says {secret} and stops") == f"It says {MASK} and stops"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("my password: Hunter22", f"my password: {MASK}"),
        ("PASSWORD=s3cr3t!x works", f"PASSWORD={MASK} works"),
        ("mon mot de passe est azerty123, bizarre", f"mon mot de passe est {MASK}, bizarre"),
        ('api_key="k-99-abc-def"', f'api_key="{MASK}"'),
        ("Authorization: Bearer abc.def.ghi123", f"Authorization: Bearer {MASK}"),
        ("https://ana:pa55word@example.org/x", f"https://{MASK}@example.org/x"),
        ("two: token=abc12345 and token=def67890", f"two: token={MASK} and token={MASK}"),
    ],
)
def test_what_is_called_a_secret_is_taken_out(words: str, left: str) -> None:
    assert without_secrets(words) == left
    assert secrets_in(left) == []


@pytest.mark.parametrize(
    "words",
    [
        "I forgot my password: impossible to change it",
        "The password is forgotten after an update.",
        "le mot de passe est refusé",
        "the token expires too soon",
        "see https://example.org/a:b and ana@example.org",
        "A secret: tomatoes!",
        "",
    ],
)
def test_talking_of_passwords_is_no_secret(words: str) -> None:
    assert secrets_in(words) == []
