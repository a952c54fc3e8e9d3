"""Bodies and sites abroad that the press names without their country. It knows only those that stand for one country and carry no town's name.

Letters alone are in `names`; bodies of several countries, such as CERN, are in neither.
"""

from data.importer.phrases import Phrases

_KNOWN = {
    "USA": "Harvard; Stanford; Yale; Princeton; Caltech; Cornell; Johns Hopkins; Carnegie Mellon; Scripps; Woods Hole; Lawrence Berkeley; Lawrence Livermore; Argonne; Brookhaven; Fermilab; Oak Ridge; Los Alamos; Los Alamos National Laboratory; Sandia National; Mayo Clinic; Smithsonian; Palomar;"
    "Mauna Kea; Maunakea; Kitt Peak; Jet Propulsion Laboratory; Cape Canaveral; Purdue; Rutgers; Vanderbilt; Georgia Tech; Lamont-Doherty; Salk Institute; Rockefeller University; Duke University; Brown University; Rice University",
    "GBR": "Imperial College; University College London; King's College London; Jodrell Bank; Rothamsted; Rutherford Appleton; Royal Society; Wellcome; Kew Gardens; Culham; Francis Crick; Scott Polar; British Antarctic Survey; Sanger Institute; John Innes; Plymouth Marine",
    "DEU": "Max Planck; Fraunhofer; Helmholtz; Leibniz Institute; Leibniz Association; Alfred Wegener; Robert Koch; Humboldt Foundation; Humboldt University; Charité; Karlsruhe Institute; Effelsberg; Jülich; GEOMAR",
    "FRA": "Pasteur; Sorbonne; CNRS; Ifremer; INSERM; CNES; Collège de France; École Polytechnique; École Normale Supérieure; Curie Institute; Institut Curie; Institut Laue-Langevin; Cadarache; CIRAD; Roscoff",
    "CHE": "ETH Zurich; EPFL; Paul Scherrer; Eawag",
    "SWE": "Karolinska; Chalmers; KTH Royal; Esrange",
    "DNK": "Niels Bohr;Novo Nordisk",
    "NLD": "Rijksmuseum; Deltares; Nikhef; Vrije Universiteit",
    "BEL": "KU Leuven;imec;Flanders Marine",
    "NOR": "Ny-Ålesund; Svalbard Airport; SINTEF; Fridtjof Nansen; Michael Sars",
    "AUT": "Seibersdorf;Konrad Lorenz",
    "ITA": "Gran Sasso; Elettra; Stazione Zoologica; Scuola Normale; Sapienza; Politecnico di Milano;Galileo Galilei",
    "ESP": "Roque de los Muchachos; Canary Islands; Alhambra; Calar Alto; CSIC",
    "PRT": "Gulbenkian; Champalimaud",
    "CZE": "Charles University; Masaryk University; Palacký",
    "HUN": "Eötvös; Semmelweis",
    "POL": "Jagiellonian; Copernicus University",
    "RUS": "Skoltech; Kurchatov; Lomonosov;Budker; Vavilov; Pulkovo; Vostochny; Sechenov; Gamaleya; Plesetsk; Far Eastern Federal",
    "KAZ": "Baikonur; Al-Farabi; Nazarbayev University; Satbayev",
    "ISR": "Weizmann; Technion; Ben-Gurion; Hebrew University",
    "SAU": "KAUST; King Abdullah University; King Saud; King Fahd; King Abdulaziz;Aramco",
    "ARE": "Khalifa University; Masdar; Mohammed bin Rashid",
    "JOR": "SESAME light source",
    "EGY": "Ain Shams; Al-Azhar; Abu Simbel; Bibliotheca Alexandrina",
    "KEN": "Jomo Kenyatta University; Egerton; Kenyatta University",
    "UGA": "Makerere",
    "TZA": "Ifakara; Sokoine; Muhimbili; Nelson Mandela African",
    "MOZ": "Eduardo Mondlane",
    "NGA": "Ahmadu Bello; Obafemi Awolowo",
    "GHA": "Kwame Nkrumah University; Noguchi",
    "SEN": "Cheikh Anta Diop",
    "ETH": "Haramaya",
    "ZAF": "Witwatersrand; Hartebeesthoek; Onderstepoort; MeerKAT; Kirstenbosch",
    "IND": "Indian Institute of Technology; Tata Institute; Raman Research; Bhabha; Indian Institute of Science; Bose Institute; Jawaharlal Nehru; Sriharikota",
    "PAK": "Quaid-i-Azam; COMSATS; SUPARCO",
    "BGD": "BUET; icddr,b",
    "LKA": "Peradeniya",
    "THA": "Chulalongkorn; Mahidol; Kasetsart; Suranaree; Thammasat; Laem Chabang",
    "KHM": "Angkor;Tonle Sap",
    "MYS": "Universiti Malaya; Universiti Sains; Universiti Kebangsaan; Universiti Putra;Petronas",
    "IDN": "Gadjah Mada; Borobudur; Airlangga; Pertamina",
    "PHL": "Ateneo; De La Salle University;Diliman",
    "SGP": "Nanyang Technological;Temasek; A*STAR",
    "JPN": "Waseda; Keio; Tohoku; Ritsumeikan;Spring-8; Kamioka; Kamiokande; Tanegashima; RIKEN; JAMSTEC",
    "KOR": "Yonsei; Hanyang University; Sungkyunkwan; POSTECH; Ewha",
    "AUS": "Parkes; Monash; Macquarie University; Walter and Eliza Hall; Woomera; Murchison; Great Barrier Reef; Siding Spring; Curtin University; Griffith University; Deakin; Flinders University; La Trobe; James Cook University",
    "NZL": "Massey University",
    "CAN": "McGill; Perimeter Institute; TRIUMF; Simon Fraser; Dalhousie; McMaster; Chalk River; Banting",
    "CHL": "La Silla; Las Campanas; Cerro Paranal; Cerro Pachón; Paranal;Cerro Tololo",
    "PER": "Machu Picchu; San Marcos University",
    "BRA": "Fiocruz; Oswaldo Cruz; Butantan; Embrapa; Alcântara; Petrobras; Itaipu",
    "ARG": "Balseiro; Leloir; Malargüe;INVAP",
    "MEX": "Cinvestav; UNAM; Teotihuacan; Tecnológico de Monterrey",
    "ECU": "Charles Darwin Foundation; Yachay",
    "BOL": "Chacaltaya",
    "CUB": "Finlay Institute; BioCubaFarma",
    "CRI": "EARTH University; CATIE",
    "ISL": "Landspítali",
    "FIN": "Aalto; VTT; Sodankylä",
    "UZB": "Ulugh Beg",
    "TUR": "Boğaziçi; Koç University; Sabancı; Bilkent; Akkuyu; Göbekli Tepe",
    "SRB": "Vinča",
    "UKR": "Paton Institute; Antonov",
}  # fmt: skip
# Towns as the English press writes them where the world's list has their own spelling.
_TOWNS = {
    "DEU": "Cologne", "ESP": "Seville; Saragossa", "POL": "Cracow", "DNK": "Aarhus", "BGD": "Chittagong", "CHE": "Berne; Lucerne; Basle", "BEL": "Ghent; Bruges; Louvain", "PRT": "Oporto", "UKR": "Kiev; Kharkov", "IND": "Bangalore; Bombay; Madras; Poona; Mysore",
    "VNM": "Saigon; Hai Phong", "MMR": "Rangoon", "ROU": "Cluj", "GRC": "Salonica; Patras; Heraklion", "KAZ": "Karaganda", "IRQ": "Basra", "MAR": "Marrakech", "ETH": "Mekelle", "KOR": "Jeju", "MYS": "Penang", "PHL": "Cebu; Davao", "ARE": "Al Ain", "RUS": "St Petersburg", "BLR": "Gomel",
}  # fmt: skip


def towns() -> Phrases[str]:
    return _phrases(_TOWNS)


def bodies() -> Phrases[str]:
    return _phrases(_KNOWN)


def _phrases(listed: dict[str, str]) -> Phrases[str]:
    found = Phrases[str]()
    for code, names in listed.items():
        for name in names.split(";"):
            found.add(name.strip(), code)
    return found
