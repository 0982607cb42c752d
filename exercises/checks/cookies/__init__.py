"""Lesson 6, browser and cookies: what its checks share."""

HOSTS = ["shop.example", "bank.example", "mail.example", "news.example"]
