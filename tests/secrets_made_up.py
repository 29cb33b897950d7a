"""Secrets that are none, put together when the tests run: as they stand here no scanner takes them for real ones."""

LETTERS = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0"
HEX = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"

TOKENS = {
    "a GitHub token": "gh" + "p_" + LETTERS[:36],
    "a GitLab token": "gl" + "pat-" + LETTERS[:20],
    "an AWS access key": "AK" + "IA" + LETTERS[:16].upper(),
    "a Google key": "AI" + "za" + LETTERS[:35],
    "a Slack token": "xo" + "xb-" + "123456789012-" + LETTERS[:24],
    "a Stripe key": "sk" + "_li" + "ve_" + LETTERS[:24],
    "an API key": "s" + "k-" + "proj-" + LETTERS,
    "an npm token": "np" + "m_" + LETTERS[:36],
    "a JSON Web Token": ".".join(("ey" + "J" + LETTERS[:20], "ey" + "J" + LETTERS[:30], LETTERS)),
    "a Vault token": "hv" + "s." + LETTERS[:24],
    "a Groq key": "gs" + "k_" + LETTERS + LETTERS[:12],
    "an NVIDIA key": "nv" + "api-" + LETTERS + "_" + LETTERS[:23],
    "a Figma token": "fi" + "gd_" + LETTERS[:19] + "-" + LETTERS[:20],
    "a Linear key": "li" + "n_api_" + LETTERS,
    "a Postman key": "PM" + "AK-" + HEX[:24] + "-" + (HEX + HEX)[:34],
}

KEY_BODY = f"MII{LETTERS}{LETTERS[:20]}"
PRIVATE_KEY = ["-----BEGIN RSA PRIV" + "ATE KEY-----", KEY_BODY, KEY_BODY[::-1], "-----END RSA PRIV" + "ATE KEY-----"]
