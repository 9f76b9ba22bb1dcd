"""Whom a user speaks for comes from membership of the coordinators' groups, nothing else (R8)."""

from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from wipo.webinars.vocabularies import membership
from wipo.webinars.vocabularies import terms
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest

EVERY_GROUP = terms.tokens("regional_groups")


@pytest.fixture
def person(portal):
    """A function that makes a user, member of the given groups, and returns the id."""

    def make(*groups, roles=()):
        with api.env.adopt_roles(["Manager"]):
            user = api.user.create(
                email="person@example.org", username="person", password="Long enough 1!"
            )
            for group in groups:
                if api.group.get(groupname=group) is None:
                    api.group.create(groupname=group)
                api.group.add_user(groupname=group, username="person")
            if roles:
                api.user.grant_roles(username="person", roles=list(roles))
        return user.getId()

    return make


def choices(portal):
    """What the user who is signed in is offered."""
    vocabulary = getUtility(IVocabularyFactory, "wipo.webinars.OwnRegionalGroups")(portal)
    return tuple(term.value for term in vocabulary)


def test_a_coordinator_has_the_own_group(portal, person):
    login(portal, person("coordinators-grulac"))
    assert membership.own_groups() == ("grulac",)
    assert choices(portal) == ("grulac",)


def test_several_groups_stand_in_the_order_of_the_contract(portal, person):
    login(portal, person("coordinators-grulac", "coordinators-african"))
    assert membership.own_groups() == ("african", "grulac")
    assert choices(portal) == ("african", "grulac")


def test_groups_of_another_user_can_be_asked_for(portal, person):
    user_id = person("coordinators-cebs")
    logout()
    assert membership.own_groups(api.user.get(user_id)) == ("cebs",)
    assert membership.own_groups(portal.acl_users.getUserById(user_id)) == ("cebs",)


def test_other_groups_give_nothing(portal, person):
    login(portal, person("coordinators-moon", "african", "reviewers"))
    assert membership.own_groups() == ()
    assert choices(portal) == ()


def test_ownership_and_local_roles_give_nothing(portal, person):
    user_id = person(roles=("Editor",))
    portal.manage_setLocalRoles(user_id, ["Owner"])
    login(portal, user_id)
    assert membership.own_groups() == ()
    assert choices(portal) == ()


def test_who_leaves_the_group_loses_it(portal, person):
    user_id = person("coordinators-cebs")
    with api.env.adopt_roles(["Manager"]):
        api.group.remove_user(groupname="coordinators-cebs", username=user_id)
    login(portal, user_id)
    assert membership.own_groups() == ()


def test_anonymous_has_none(portal):
    logout()
    assert membership.own_groups() == ()
    assert choices(portal) == ()


def test_managers_may_choose_any_group_but_belong_to_none(portal, person):
    login(portal, person(roles=("Manager",)))
    assert choices(portal) == EVERY_GROUP
    assert membership.own_groups() == ()


def test_the_owner_of_the_site_may_choose_any_group(app, portal):
    login(app, SITE_OWNER_NAME)
    assert choices(portal) == EVERY_GROUP
    assert membership.own_groups() == ()


def test_the_secretariat_may_choose_any_group(portal, person):
    if "Secretariat" not in portal.valid_roles():
        portal._addRole("Secretariat")
    login(portal, person(roles=("Secretariat",)))
    assert choices(portal) == EVERY_GROUP
    assert membership.own_groups() == ()
