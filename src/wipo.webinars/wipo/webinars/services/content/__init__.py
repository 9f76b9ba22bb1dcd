"""What plone.restapi reads from and writes to our types, within what the caller may see."""
