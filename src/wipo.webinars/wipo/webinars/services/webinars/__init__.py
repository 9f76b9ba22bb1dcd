"""`@webinars`: the list of the hub or of a year's programme over REST."""
