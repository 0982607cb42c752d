"""Lesson 6, browser and cookies: what its checks share."""

COUNT = 5
"""How many inputs a property tries."""
HOSTS = ["shop.example", "bank.example", "mail.example", "news.example"]
