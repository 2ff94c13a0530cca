"""oTree's settings for the round of public goods that the benchmark plays: nothing but the one app."""

SESSION_CONFIGS = [{"name": "public_goods", "app_sequence": ["public_goods"], "num_demo_participants": 4}]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1.0, "participation_fee": 0.0}
LANGUAGE_CODE = "en"
SECRET_KEY = "the benchmark serves nobody"
