"""What the poster says, in each language."""

from screener.dystonia.poster import Spoken, poster


def test_it_says_each_language_in_order_and_shows_the_address_as_people_read_it() -> None:
    languages = [Spoken("en", "ltr", str, str), Spoken("es", "ltr", "¡{}!".format, "({})".format)]
    made = poster("The clinic", "913-588-1227", "https://screen.example/", languages)
    assert [words.language for words in made.words] == ["en", "es"]
    english, spanish = made.words
    assert english.call == "Call 913-588-1227"
    assert spanish.heading == f"¡{english.heading}!"
    assert "(913-588-1227)" in spanish.call
    assert spanish.direction == "ltr"
    assert (made.address, made.shown) == ("https://screen.example/", "screen.example")
    assert english.notes[-1].startswith("This is not a diagnosis.")
