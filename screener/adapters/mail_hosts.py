"""The hosts of email addresses: the large providers, the endings, and what is one slip of the finger away from them."""

_PROVIDERS = (
    *("gmail.com", "hotmail.com", "yahoo.com", "outlook.com", "icloud.com", "aol.com"),
    *("live.com", "msn.com", "comcast.net", "att.net", "sbcglobal.net", "verizon.net", "cox.net"),
    *("bellsouth.net", "charter.net", "protonmail.com", "kumc.edu", "hotmail.es", "yahoo.es"),
    *("outlook.es", "yahoo.com.mx"),
)
_OF_ONE_ENDING = ("gmail.com", "icloud.com", "comcast.net", "sbcglobal.net", "bellsouth.net")
"""Providers whose name gives no addresses under another ending."""
_REAL_NEIGHBOURS = frozenset(
    {"mail.com", "email.com", "ymail.com", "gmx.com", "live.ca", "live.co.uk", "me.com"}
    | {"mac.com", "cox.com", "yahoo.ca", "yahoo.fr", "yahoo.it", "yahoo.de", "hotmail.fr"}
    | {"hotmail.it", "hotmail.ca", "hotmail.de", "outlook.fr", "outlook.it", "outlook.de"}
    | {"msn.net"}
)
"""A letter away from a large provider, and a provider too."""
_ENDINGS = {
    **dict.fromkeys(("con", "cmo", "ocm", "vom", "xom", "cpm", "comm", "coom", "c0m", "cim"), "com"),
    **dict.fromkeys(("edi", "eud", "dsu", "rdu"), "edu"),
    **dict.fromkeys(("ogr", "rog", "orgg", "0rg"), "org"),
    **dict.fromkeys(("ent", "nte", "nett", "ney", "nrt"), "net"),
}
"""Endings that are none, each with what was meant."""


def likelier(domain: str) -> str:
    """Return the name of a mail provider, or an ending, that is one slip away from ``domain``; else nothing."""
    domain = domain.lower()
    if domain in _PROVIDERS or domain in _REAL_NEIGHBOURS:
        return ""
    for provider in _PROVIDERS:
        host_alone = domain == provider.partition(".")[0]
        if host_alone or _one_slip_away(domain, provider) or _stirred(domain, provider):
            return provider
    for provider in _OF_ONE_ENDING:
        host, _, ending = provider.partition(".")
        if domain.startswith(f"{host}.") and domain != provider:
            return provider
    country = domain[-3:] if domain[-3:-2] == "." and domain[:-3].count(".") else ""
    front, dot, ending = domain.removesuffix(country).rpartition(".")
    if country and ending in _ENDINGS:
        return f"{front}{dot}{_ENDINGS[ending]}{country}"
    front, dot, ending = domain.rpartition(".")
    meant = f"{front}{dot}{_ENDINGS[ending]}" if front and ending in _ENDINGS else ""
    return (likelier(meant) or meant) if meant else ""


def _one_slip_away(one: str, other: str) -> bool:
    """Tell whether one letter more, less or another, or two that changed places, make one text the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    a, b = one[same:], other[same:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _stirred(one: str, other: str) -> bool:
    """Tell whether the letters are the same in another order, behind the same first one."""
    return one[:1] == other[:1] and sorted(one) == sorted(other)
