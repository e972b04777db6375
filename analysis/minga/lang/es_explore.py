"""Words of the figures of minga.explore, in Spanish."""

TEXT = {
    "explore_morris": "Tamaño del efecto de un rango entero: {outcome}",
    "explore_sobol": "Parte de la varianza de: {outcome} (lleno: con interacciones, vacío: solo)",
    "explore_tried": "probados",
    "explore_front": "nada es a la vez más barato y mejor (jugado de nuevo)",
    "explore_target": "meta",
    "explore_budget": "presupuesto",
    "explore_factual": "tal como es",
    "explore_otherwise": "de otro modo",
    "explore_regret": "Arrepentimiento en: {outcome} (gris: cada sorteo, círculo: media, rombo: el mayor)",
}
