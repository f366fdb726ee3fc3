"""What an agreement would have come to in past periods, by other terms."""
