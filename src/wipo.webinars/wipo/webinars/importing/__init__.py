"""Records of programmes, topics, proposals and webinars become content (issue 2, "Real input").

``rows``      what is read and what is wrong with it: plain values
``sources``   JSON and CSV become rows
``dates``     ISO dates, and dates relative to the day of the import
``values``    the one place where a value of a file becomes the value of a field, or is refused
``records``   rows become records, each checked by itself
``site``      what the site already has: programmes, items, what a reference means
``planning``  the records against each other and against the site: nothing is written
``applying``  the plan is carried out, all or nothing; the caller commits

``report``    a plan as plain data
``key``       what opens the served site to a command of the same machine

`make import`, the REST service `@imports` and the demonstration make the same three calls:
`sources.read`, `planning.plan`, `applying.apply`. Its words are English, as
are those of the other commands: an operator reads them.
"""
