"""The accounts of the demonstration (contract, "Running it"): user id = login."""

from plone import api
from Products.CMFPlone.Portal import PloneSite
from wipo.webinars.setuphandlers import SECRETARIAT_GROUP
from wipo.webinars.vocabularies import terms
from wipo.webinars.vocabularies.membership import coordinators_group

#: The language in which each account reads the site.
LANGUAGES = {
    "african": "fr",
    "asia-pacific": "en",
    "cebs": "en",
    "caceec": "ru",
    "grulac": "es",
    "group-b": "en",
    "china": "zh",
}


def ensure_accounts(portal: PloneSite, password: str) -> None:
    """Make the accounts that are not there, and see to their groups and names.

    :param password: of new accounts; one that is there keeps its own.
    """
    _ensure(portal, "secretariat", password, SECRETARIAT_GROUP, "Secretariat", "en")
    for token in map(str, terms.tokens("regional_groups")):
        _ensure(
            portal,
            f"coordinator-{token}",
            password,
            coordinators_group(token),
            # An office, not a person: coordination rotates among the states of a group.
            f"Coordination: {terms.title('regional_groups', token, 'en')}",
            LANGUAGES[token],
        )


def _ensure(
    portal: PloneSite, user_id: str, password: str, group: str, name: str, language: str
) -> None:
    if portal.acl_users.getUserById(user_id) is None:
        # What a password must be like is for the one who starts the site to say (`settings`).
        portal.acl_users._doAddUser(user_id, password, ["Member"], [])
    member = api.user.get(userid=user_id)
    properties = {
        "fullname": name,
        "email": f"{user_id}@example.org",
        "language": language,
    }
    wanted = {key: value for key, value in properties.items() if not member.getProperty(key)}
    if wanted:
        member.setMemberProperties(mapping=wanted)
    if group not in portal.acl_users.source_groups.getGroupsForPrincipal(member.getUser()):
        api.group.add_user(groupname=group, username=user_id)
