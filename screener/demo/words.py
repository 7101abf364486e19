"""What synthetic people say in words of their own, and names that nobody could take for a real person's."""

GIVEN = {
    "en": (
        *("Ada", "Ben", "Clara", "Dora", "Edgar", "Flora", "Grant", "Hazel", "Ivan", "June", "Karl", "Lena"),
        *("Milo", "Nora", "Otto", "Pearl", "Quinn", "Rosa", "Saul", "Tess", "Ulf", "Vera", "Walt", "Zelda"),
    ),
    "es": (
        *("Alma", "Bruno", "Celia", "Diego", "Elena", "Félix", "Gala", "Hugo", "Inés", "Jaime", "Lucía"),
        *("Mateo", "Nieves", "Óscar", "Pilar", "Ramón", "Sara", "Tomás", "Úrsula", "Víctor", "Ximena"),
    ),
}
SURNAMES = {
    "en": ("Example", "Sample", "Specimen", "Placeholder", "Synthetic", "Testcase", "Notreal", "Madeup"),
    "es": ("Ejemplo", "Muestra", "Sintética", "Deprueba", "Ficticia", "Inventada", "Noexiste"),
}

NOTES: dict[str, dict[str, tuple[str, ...]]] = {
    "task": {
        "en": (
            "writing",
            "signing my name",
            "typing",
            "playing the guitar",
            "playing the piano",
            "eating soup",
        ),
        "es": ("escribir", "firmar", "escribir en el teclado", "tocar la guitarra", "tomar sopa"),
    },
    "medicine-name": {
        "en": (
            "metoclopramide, for nausea",
            "haloperidol, some years ago",
            "risperidone",
            "I do not recall it",
        ),
        "es": ("metoclopramida, para las náuseas", "haloperidol, hace años", "risperidona", "no me acuerdo"),
    },
    "told-name": {
        "en": ("dystonia, a neurologist", "essential tremor, my family doctor", "stress", "a pinched nerve"),
        "es": ("distonía, un neurólogo", "temblor esencial, mi médica", "estrés", "un nervio pinzado"),
    },
    "tried-helped": {
        "en": ("The shots help for about ten weeks", "Pills made me sleepy", "Stretching helps a bit"),
        "es": ("Las inyecciones ayudan unas diez semanas", "Las pastillas dan sueño", "Estirar ayuda algo"),
    },
}
"""By question and language. A question that is not here is left empty."""

MESSAGES = {
    "en": (
        "I have waited a long time to find out what this is.",
        "Please call after work. I cannot pick up before.",
        "Is there parking close to the door? Walking is hard.",
        "My job depends on my hands.",
    ),
    "es": (
        "Llevo mucho tiempo sin saber qué es.",
        "Por favor, llamen por la tarde.",
        "¿Hay estacionamiento cerca? Me cuesta caminar.",
        "Necesito las manos para mi trabajo.",
    ),
}

CALLS = {
    "tried": ("", "", "Line busy.", "Rang out. Try in the afternoon."),
    "reached": ("Sends the report of the scan first.", "Asks her daughter about a ride, and calls us.", ""),
    "booked": (
        "Offered the next Tuesday clinic: takes it.",
        "Prefers mornings. Booked.",
        "Needs parking by the door.",
    ),
    "kept": (
        "Came with the brother. Letter to the family doctor is out.",
        "Was here. Next visit in three months.",
    ),
    "declined": ("Has an appointment with a neurologist already.", "Would like to wait."),
    "elsewhere": ("Was seen closer to home.",),
}
"""What staff write down, by how far the work has come. They write English, whatever the person speaks."""
