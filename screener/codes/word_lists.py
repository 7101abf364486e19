"""The words that codes of saved answers are made of: common, short, and no two of a language a letter apart.

None is about a body or an illness, and none needs an accent: what is written down by hand is read again by anybody.
"""

_ENGLISH = """
    acorn airport alarm album almond amber anchor angel animal antelope apple apricot apron archer arrow
    artist asteroid athlete attic avenue bacon badge bagel baker balcony ballet balloon bamboo banana
    banjo barley barrel basil basket battery beach beaver bedroom beetle berry bicycle birch biscuit
    blanket blizzard blossom blue boat bonnet book bottle boulder bowl bracelet branch brass bread breeze
    brick bridge broccoli bronze broom brush bubble bucket buffalo butter button cabbage cabin cable
    cactus cafe calendar camel camera camp canal canary candle candy canoe canyon captain caramel caravan
    cardinal carnival carpet carrot castle cedar celery cereal chalk champion cheese cherry chess chestnut
    chicken chili chimney chipmunk chocolate cinnamon circle circus citrus clarinet climber clock closet
    cloud clover coast cobra coconut coffee coin collar comet compass concert cookie copper coral corner
    cottage cotton country coupon cousin cowboy coyote crab cradle crane crater crayon crown crystal
    cuckoo cucumber cupcake curtain cushion custard dance daylight december desert diamond dinner dinosaur
    doll dolphin domino donkey doorbell dove dragon drawer dress drummer duckling dune eagle earth easel
    echo elephant elevator emerald envelope evening falcon feather february festival fiddle field finch
    firefly fisherman flag flamingo flower flute folder forest fork fossil fountain friday friend frog
    frost fruit funnel gallery garage garden garlic gazebo gazelle gecko gift ginger giraffe glacier glass
    globe gold gondola goose gorilla granite grape green guitar hammer hammock hamster harbor harp harvest
    hawk hazel hedge helmet hill hippo history hockey holiday honey horizon hotel house iceberg igloo
    island ivory jacket jaguar january jasmine jeep jelly jewel jigsaw journey juice july jungle kangaroo
    kayak kettle keyboard kingdom kitchen kite kitten kiwi koala ladder ladybug lagoon lake language
    lantern laundry lavender lemon leopard letter lettuce library lily lion lizard llama lobster magnet
    magnolia mailbox mango maple marble marigold market mask meadow melody melon mermaid milk mirror
    monday moon morning movie muffin museum mushroom music napkin nature needle nickel noodle north
    notebook november nutmeg oasis oatmeal ocean october octopus olive onion orange orchard orchid ostrich
    otter oven oyster paddle page paint palace pancake panda panther papaya paper parcel parsley pasta
    pastry peacock peanut pelican pencil penguin pepper perfume photo piano pickle picnic picture pigeon
    pillow pineapple pink pirate pistachio pizza planet plate plaza plum pocket polar pond popcorn
    postcard potato pretzel printer pumpkin puppet purple puzzle pyramid quilt rabbit raccoon radio radish
    railway rainbow raincoat raisin raven recipe reindeer ribbon rice ring robin robot rooster rose ruby
    salad salmon salt sandal sandwich sapphire saturday saucer scarf scooter seal seashell september shark
    sheep shelf shovel shower shrimp sidewalk silver skate sled slipper snail snow soap soccer sofa
    sparrow sphere spider spinach sponge spoon spring squash squirrel stadium star statue stone subway
    sugar suitcase summer sunday sunflower sunset swan sweater swimmer swing tablet taxi teacher teapot
    tennis tent theater thunder thursday ticket tiger tofu tomato tortoise tourist towel tractor train
    treasure tree triangle trophy truck trumpet tuba tulip turkey turtle umbrella unicorn uniform valley
    vanilla village vinegar violet violin vitamin volcano vulture waffle wagon walnut walrus water whale
    wheat wheel whistle window winter wolf wood workshop yacht yellow yogurt zebra zigzag
"""
_SPANISH = """
    abanico abeja abrigo aceite aceituna acuario agosto aguacate ajedrez alce aldea alfiler alfombra
    alhaja almendra almohada alondra alpaca amanecer amapola amarillo amigo andamio anillo animal antena
    anzuelo apio arbusto arena arete armario aroma arpa arrecife arroyo arroz artista ascensor atleta
    avellana avestruz azalea azotea azul baile balanza ballena bandera banjo barco barrio batido becerro
    bellota bicicleta billete bisonte blanco bodega boleto bolsa bombero bombilla borrego bosque botella
    brazalete brisa brocha bronce bufanda buque burbuja caballo cabra cacao cactus cadena cafetera
    calabaza calamar calle camelia camello camino camisa campana campesino campo canario canasta candado
    canela cangrejo canguro canoa cantante caracol caramelo caravana carnaval carpeta carrusel cartero
    cascada castillo castor catalejo cebolla cedro cena cepillo cereza cesta chaleco charco chocolate
    cielo ciencia ciervo cigarra cine cinta circo ciruela ciudad clarinete clavel cobre cocina coco
    codorniz cohete collar comedor cometa concierto conejo coral corbata cordero corona correo cortina
    cosecha cosmos crema cristal cuaderno cuarzo cubeta cuchara cuento cuerda cueva cumbre dados danza
    delantal deporte desayuno desierto diamante diario dibujo diciembre disco domingo dorado ducha duende
    dulce durazno eclipse edificio elefante enero ensalada erizo escalera escoba escuela esfera esmeralda
    espejo espiga espinaca esponja espuma esquina estadio estanque estatua estrella familia farmacia faro
    febrero feria festival fiesta flamenco flauta flecha flor foca fogata frambuesa fresa frontera fruta
    fuente gacela gaita galaxia galleta gallina gallo ganso garaje garbanzo gardenia garza gato gaucho
    gaviota gelatina geranio gigante girasol glaciar globo gorila gorra granada granito granja grillo
    guante guayaba guinda guisante guitarra hacienda hada hamaca harina helado helecho herradura higo
    hoguera hoja horizonte hormiga horno hotel huerta iguana invierno isla jaguar jalea jarra jilguero
    jinete jirafa joya juego jueves juguete julio jungla kayak koala ladrillo lagarto lago lana lancha
    langosta laurel lavanda leche lechuga lenteja leopardo libreta libro liebre lienzo lince linterna
    lirio llama llanura llave lluvia loro lucero lunes maceta madera maestro magia magnolia mandarina
    mango manta mantel manzana mapa maraca marfil margarita mariachi marinero mariposa martes martillo
    marzo mascota mayo medalla mercado mermelada mesa miel mimbre mirlo mochila molino moneda montura
    mosaico mostaza motor muelle museo naipe naranja nave navidad nevada nido niebla nieve noche norte
    noviembre nube nuez nutria oasis octubre oficina olivo olla orilla orquesta oruga ostra oveja paisaje
    palacio palmera paloma pampa panal panda pandero panera papagayo papel paquete paraguas parque pasillo
    pastel pasto pavo pelota pepino perejil perfume pergamino perla perro piano piedra pila piloto
    pimienta pincel pintura pirata piscina pizarra planeta plata pluma poema polilla pollo poncho potro
    pradera premio primavera princesa pueblo pulpo pupitre queso quinta radio ranchera recreo refresco
    regalo regla reina reloj repollo retrato riego ritmo roble robot rojo romero rosa rueda sabana salero
    salsa sandalia sapo sardina sauce secuoya sello selva semana semilla senda sendero serenata sierra
    silbato silla sirena sombrero sonido sorpresa taller tambor tapete tarjeta taza teatro teclado tenedor
    terraza tesoro tienda tigre tijera toalla toldo tomate tomillo topacio tormenta torneo toronja torre
    tortuga tostada tractor traje tren trigo trineo trompeta trucha trueno tuba turista turquesa vaca
    vainilla valija vaso velada velero venado ventana verano verde vestido viaje viento viernes violeta
    volante yegua yogur zafiro zapato zorro
"""
CODE_WORDS = {"en": tuple(_ENGLISH.split()), "es": tuple(_SPANISH.split())}
"""512 words a list, named by its language: a word is worth 9 bits. Other languages use one of these."""
