"""REST, by plone.restapi: one folder an endpoint. They translate and delegate to the rooms."""
