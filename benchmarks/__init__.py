"""Invented histories of any size and how long the questions take on them. No part of the dashboard imports it."""
