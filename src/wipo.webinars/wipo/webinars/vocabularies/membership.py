"""For which regional groups a user may speak (R8; contract, "Roles").

Rights come from membership of the Plone groups `coordinators-<group token>` as it stands today.
Nothing else counts: not who owns an item, not a local role given on it.
"""

from AccessControl import getSecurityManager
from AccessControl.users import BasicUser
from Acquisition import aq_base
from wipo.webinars.vocabularies import terms

#: A coordinators' group is called this plus the token of its regional group.
GROUP_PREFIX = "coordinators-"

#: Who acts for the programme as a whole may choose any group.
_WHOLE_PROGRAMME = frozenset({"Manager", "Secretariat"})


def coordinators_group(token: str) -> str:
    """The id of the Plone group whose members act for the regional group `token`."""
    return f"{GROUP_PREFIX}{token}"


def own_groups(user: BasicUser | None = None) -> tuple[str, ...]:
    """The tokens of the regional groups that `user` coordinates, in the order of the contract.

    `user` is a user or member object, None for the one who is signed in. Managers and the
    Secretariat belong to none of them by this function; see `selectable_groups`.
    """
    if user is None:
        user = getSecurityManager().getUser()
    # The anonymous user and those of the root folder know no groups; unwrapped, or they would
    # acquire the method of that name of their user folder.
    memberships = set(user.getGroups()) if hasattr(aq_base(user), "getGroups") else set()
    return tuple(
        str(token)
        for token in terms.tokens("regional_groups")
        if coordinators_group(str(token)) in memberships
    )


def selectable_groups(user: BasicUser | None = None) -> tuple[str, ...]:
    """The regional groups that `user` may choose in a form: the own ones, all for the Secretariat.

    Takes the same `user` as `own_groups`.
    """
    if user is None:
        user = getSecurityManager().getUser()
    if _WHOLE_PROGRAMME.intersection(user.getRoles()):
        return tuple(str(token) for token in terms.tokens("regional_groups"))
    return own_groups(user)
