"""Palabras en español de las figuras y del informe."""

from minga.lang import es_explore, es_worth

TEXT = {
    # figuras
    "tournament_axis": "Puntos en una partida",
    "tournament_note": "Punto: media entre rivales. Rayas: cada rival. Barra: la mitad de ellos cae en ella.",
    "encounters_row": "Quién puntúa",
    "encounters_column": "Contra quién",
    "evolution_time": "Generación",
    "evolution_share": "Proporción de la población",
    "evolution_others": "otras",
    "evolution_note": "Línea: media entre réplicas. Banda: 80% central de las réplicas.",
    "and": " y ",
    "month": "Meses desde el inicio",
    "thousands": "miles de {units}",
    "millions": "millones de {units}",
    "per_group": "{units} por grupo",
    "welfare": "Bienestar neto",
    "welfare_relative": "Bienestar neto comparado con no hacer nada",
    "survived": "Grupos que siguen vivos al final",
    "final:cooperation_rate": "Aportes hechos sobre los debidos, último año (grupo extinto = 0)",
    "cooperation_final": "Aportes hechos sobre los debidos, último medio año (grupo extinto = 0)",
    "cooperation_rate": "Aportes hechos, sobre los debidos",
    "attendance": "Asistencia a reuniones, sobre los socios",
    "trust": "Confianza en las intenciones (0 a 1)",
    "engagement": "Compromiso (0 a 1)",
    "alive": "Grupos vivos, sobre los iniciados",
    "alive@programme": "Grupos vivos, sobre los candidatos",
    "name_alive_only": "{what} (mientras vivió el grupo)",
    "axis_alive_only": "{what}\n(grupos vivos en ese momento)",
    "band": "Línea: media de las réplicas. Banda: {share} central de las réplicas.",
    "heat_note_grey": "En gris y entre paréntesis: el intervalo del 95\u202f% incluye el cero.",
    "heat_note_partial": "Parcial: {k} de {n} combinaciones tienen todas sus corridas; las demás, en blanco.",
    "heat_note_plain": "Recuadro: el valor más alto.",
    "ledger_axis": "Diferencia con no hacer nada, {units} por grupo, descontados",
    "ledger_axis_plain": "{units} por grupo, descontados",
    "member_gain": "Ganancias de los socios",
    "member_cost": "Dinero y horas de los socios",
    "cost": "Costo del programa",
    "outsider_effect": "Efecto sobre no socios",
    "net": "Bienestar neto, intervalo del 95\u202f%",
    "survival_axis": "Proporción de grupos vivos",
    "survival_note": "Kaplan–Meier; banda: intervalo del 95\u202f% (Greenwood, escala log–log; Wilson si viven todos o ninguno).",
    "profile_axis": "Ganancia menos costo propio por firma, {units}, descontados",
    "profile_note": "Marca: media de las réplicas. Línea: intervalo del 95\u202f%.",
    "contrast_axis": "Diferencia en {outcome} con «{reference}», {units}",
    "contrast_note": "Marca: diferencia media de pares. "
    "Línea: intervalo del 95\u202f%, Bonferroni sobre los niveles.",
    "response_note": "Puntos: combinaciones (media de las réplicas). "
    "Línea: media por tramos, intervalo del 95\u202f%.",
    # papeles
    "named": "{factor} «{level}»",
    "role_best": "La mejor",
    "role_second": "La segunda",
    "role_baseline": "Sin programa, mismas condiciones",
    "role_worst": "La peor",
    "role_worst_same": "La peor, mismas condiciones",
    "role_only": "Este escenario",
    # página
    "lang_name": "Español",
    "report_title": "Qué sirvió más y con cuánta certeza",
    "report_title_single": "Qué pasó con los grupos",
    "report_title_partial": "Sin terminar: lo que se corrió hasta ahora",
    "skip": "Contenido",
    "h_headline": "La respuesta corta",
    "h_partial": "Todavía no hay resultado",
    "h_experiment": "Qué se probó",
    "h_rank": "Las cinco mejores y las cinco peores",
    "h_strata": "La mejor en cada nivel de «{factor}»",
    "h_heat": "Todas las combinaciones de un vistazo",
    "h_heat_partial": "Las combinaciones que ya se corrieron",
    "h_trajectory": "Qué hicieron los grupos con el tiempo",
    "h_ledger": "De dónde sale el bienestar neto",
    "h_survival": "Cuánto vivieron los grupos",
    "h_milestones": "Hitos",
    "h_profile": "Quién gana y quién paga",
    "h_contrast": "Un factor por vez",
    "h_limits": "Lo que esto no muestra",
    "h_reproduce": "Cómo volver a obtener estos números",
    "not_complete": "Este experimento no está terminado: se hicieron {m} de {total} corridas. "
    "Todo lo que sigue describe esas.",
    "failed_runs": "{n} de {total} corridas fallaron y quedan fuera de toda estimación.",
    "failed_points": "{k} de las {n} combinaciones no tienen ninguna corrida que haya funcionado. No "
    "entran en el orden: nada de esto dice si son mejores o peores que las demás.",
    "partial_lead": "<strong>Este experimento no está terminado.</strong> {whole} de {points} "
    "combinaciones están completas: se hicieron {done} de {runs} corridas.",
    "partial_why": "Las corridas se hacen en el orden del diseño, de modo que las hechas son un rincón "
    "del diseño y no una muestra. Qué combinación sirve más, cuáles pueden ser la mejor y si alguna "
    "devuelve lo que cuesta solo se puede decir cuando estén todas.",
    "partial_resume": "Para correr el resto, se da otra vez la misma orden, con `--resume`. Lo hecho se "
    "conserva.",
    "p_worked": "Corridas que funcionaron",
    "p_failed": "Corridas que fallaron",
    "p_not_run": "Corridas sin hacer",
    "headline_best": "Lo que más sirvió: <strong>{best}</strong>, con un bienestar neto "
    "de {mean} por grupo (intervalo del 95\u202f%: {ci}), descontado al inicio.",
    "headline_single@programme": "El bienestar neto fue de <strong>{mean}</strong> por grupo candidato "
    "(intervalo del 95\u202f%: {ci}), descontado al inicio.",
    "headline_best@programme": "Lo que más sirvió: <strong>{best}</strong>, con un bienestar neto "
    "de {mean} por grupo candidato (intervalo del 95\u202f%: {ci}), descontado al inicio.",
    "headline_survival@programme": "El {share} de los grupos candidatos existía al final (mes {month}).",
    "headline_single": "El bienestar neto fue de <strong>{mean}</strong> por grupo "
    "(intervalo del 95\u202f%: {ci}), descontado al inicio.",
    "headline_survival": "El {share} de los grupos seguía vivo al final (mes {month}).",
    "headline_base_better": "Es {gap} ({ci}) más que no hacer nada en las mismas condiciones; "
    "este intervalo vale para una sola combinación.",
    "headline_base_unsure": "Frente a no hacer nada en las mismas condiciones, la diferencia es de "
    "{gap} ({ci}): el intervalo incluye el cero, así que este experimento no permite decir que ayude.",
    "headline_base_is_best": "La mejor combinación es no hacer nada: ninguna intervención probada "
    "devuelve aquí lo que cuesta.",
    "headline_second_sure": "Su ventaja sobre la segunda, {second}, es de {gap} ({ci}).",
    "headline_second_unsure": "Su ventaja sobre la segunda, {second}, es de {gap} ({ci}): "
    "no se las puede distinguir.",
    "headline_second_tied": "Empata con {second}: ambas dieron el mismo bienestar neto en cada réplica.",
    "headline_set_one": "Ninguna otra combinación puede ser la mejor, con un 95\u202f% de confianza "
    "sobre las {k} a la vez.",
    "headline_set": "Contando esta, {m} de las {k} combinaciones pueden ser la mejor, "
    "con un 95\u202f% de confianza sobre todas a la vez.",
    "headline_set_all": "No se puede descartar que alguna de las {k} combinaciones sea la mejor; "
    "hacen falta más réplicas.",
    "headline_honest": "La mejor de muchas lo es en parte por azar. Elegida con la mitad de las "
    "réplicas y valorada con la otra mitad, la ganadora vale {mean} ({ci}).",
    "headline_honest_gap": "Es {gap} ({ci}) más que no hacer nada, con la misma cuenta.",
    "repay_intro": "¿Conviene hacer algo? Frente a no hacer nada, en cada nivel de {factor}, con un "
    "95\u202f% de confianza sobre todas las combinaciones de ese nivel a la vez:",
    "repay_none": "<b>{level}</b>: no. Ninguna de las {k} combinaciones probadas dio más que no hacer "
    "nada.",
    "repay_unsure": "<b>{level}</b>: no está demostrado para ninguna de las {k} probadas. La mejor de "
    "ellas, {best}, dio {gap} más ({ci}): el intervalo incluye el cero.",
    "repay_some": "<b>{level}</b>: sí, para {m} de las {k} probadas. La mejor de esas, {best}, dio {gap} "
    "más ({ci}).",
    "repay_all": "<b>{level}</b>: sí, para las {k} probadas. La mejor de ellas, {best}, dio {gap} más "
    "({ci}).",
    "repay_note": "«Más que sin programa» y su intervalo valen para una combinación por vez. «Devuelven "
    "lo que cuestan» cuenta las combinaciones que dan más que no hacer nada, con un 95\u202f% de "
    "confianza sobre todas las de ese nivel a la vez.",
    "best_set_list": "Las {m} combinaciones que pueden ser la mejor",
    "best_set_more": "y {n} más",
    "no_baseline": "Este diseño no tiene ningún punto sin programa, de modo que los valores no se "
    "comparan con uno.",
    "t_scenario": "Escenario",
    "t_factors": "Factores",
    "t_levels": "{n} niveles",
    "t_range": "{n} valores de {low} a {high}",
    "t_points": "Combinaciones",
    "t_replicates": "Réplicas de cada una",
    "t_runs": "Corridas",
    "t_horizon": "Horizonte",
    "t_horizon_value": "{periods} períodos de {days} días ({months} meses)",
    "t_seed": "Semilla",
    "t_crn": "Números aleatorios",
    "t_crn_yes": "comunes a todas las combinaciones en cada réplica, para comparar de a pares",
    "t_crn_no": "independientes en cada combinación",
    "t_outcome": "Medida principal",
    "t_outcome_value": "bienestar neto por grupo, fijada antes de correr: ganancias de los socios "
    "menos su dinero y sus horas, menos el costo del programa, más los efectos sobre quienes no son "
    "socios, en {units}, descontados al inicio, sobre todos los grupos que empezaron",
    "t_outcome_value@programme": "bienestar neto por grupo candidato, fijada antes de correr: ganancias de "
    "los socios menos su dinero y sus horas, menos el costo del programa, más los efectos sobre quienes no "
    "son socios, en {units}, descontados al inicio, sobre todos los grupos candidatos, atendidos o no",
    "currency_unknown": "la moneda del escenario",
    "c_rank": "Puesto",
    "c_mean": "Bienestar neto",
    "c_ci": "Intervalo del 95\u202f%",
    "c_gain": "Más que sin programa",
    "c_gain_ci": "Intervalo del 95\u202f%, de a pares",
    "c_set": "Puede ser la mejor",
    "c_repay": "Devuelven lo que cuestan",
    "c_best": "La mejor",
    "c_level": "Nivel",
    "c_difference": "Diferencia",
    "c_replicates": "Réplicas",
    "c_milestone": "Hito",
    "c_reached": "lo alcanzan",
    "c_median": "mes mediano",
    "c_line": "Renglón de la cuenta",
    "yes": "sí",
    "no": "no",
    "rank_caption": "Combinaciones por bienestar neto por grupo, {units}",
    "rank_note": "Cada intervalo vale para una combinación por vez. «Puede ser la mejor» vale para "
    "todas a la vez: con un 95\u202f% de confianza, la que de verdad es mejor está entre ellas.",
    "strata_note": "Un programa rara vez elige este nivel: es tanto una circunstancia como una "
    "palanca. Conviene leer la mejor intervención para el nivel que se espera.",
    "strata_caption": "La mejor combinación en cada nivel de {factor}",
    "heat_welfare_intro": "Cada celda es la media de las diferencias, de a pares, con no hacer nada "
    "al mismo nivel de los demás factores; por eso la celda sin programa vale cero.",
    "heat_plain_intro": "Cada celda es la media de las réplicas.",
    "heat_averaged": "Promedio sobre: {factors}.",
    "heat_table": "Los mismos números en una tabla",
    "heat_alt": "Mapa de calor de {what}: {rows} por {columns}{panel}. Más alto: {high} ({high_at}). "
    "Más bajo: {low} ({low_at}).",
    "heat_panel": ", con {factor} {level}",
    "heat_partial": "Parcial: {k} de {n} combinaciones tienen todas sus corridas y se muestran; las "
    "demás quedan en blanco. Las que se ven no son una muestra del diseño: de ellas no se puede "
    "concluir nada sobre el conjunto.",
    "heat_alt_partial": "Mapa de calor de {what}: {rows} por {columns}{panel}. Parcial: {m} de {k} celdas "
    "tienen todas sus corridas.",
    "trajectory_intro": "Cooperación, asistencia y confianza son medias de los grupos que siguen "
    "vivos en ese momento, lo que favorece a una combinación en la que mueren los grupos débiles; "
    "por eso se muestra al lado la proporción de grupos vivos.",
    "trajectory_alt": "Líneas a lo largo de {months} meses para {who}. Al final: {ends}.",
    "ledger_intro": "Cada barra separa el bienestar neto en sus renglones, como diferencia con no "
    "hacer nada. Hacia la derecha, ganancias; hacia la izquierda, costos; el rombo es el neto.",
    "ledger_intro_plain": "Hacia la derecha, ganancias; hacia la izquierda, costos; el rombo es el "
    "neto.",
    "ledger_alt": "Barras apiladas de la cuenta. Neto: {nets}.",
    "survival_intro": "Un grupo sale de la curva cuando se disuelve o queda dormido: el que existe "
    "solo en los papeles no sobrevive. Que se disuelva temprano un grupo que no logró construir "
    "confianza no es por sí mismo un fracaso del programa.",
    "survival_alt": "Curvas de supervivencia a lo largo de {months} meses. Vivos al final: {ends}.",
    "milestones_caption": "Proporción de grupos que alcanzó cada hito y mes mediano de los que lo "
    "alcanzaron",
    "profile_intro": "Ganancias de los socios menos el dinero y las horas que pusieron, por firma. "
    "Lo que paga el programa no está en esta figura. Los grupos que nunca tuvieron una firma de un "
    "perfil no dicen nada de él; los que se disolvieron temprano cuentan.",
    "profile_alt": "Ganancia neta por firma según el perfil. {ends}.",
    "contrast_intro": "Diferencia media cuando cambia solo este factor, promediada sobre los demás. "
    "Un promedio esconde lo que solo funciona junto con otra cosa: conviene leerlo al lado de los "
    "mapas de calor.",
    "contrast_caption": "Cambio en el bienestar neto por grupo, {units}, cuando «{factor}» difiere "
    "de «{reference}»",
    "contrast_none": "«{factor}» tiene demasiados niveles, o nunca cambia solo, así que sus "
    "niveles no se comparan de a pares; una figura muestra la tendencia cuando es un número.",
    "contrast_alt": "Diferencias de a pares por nivel de {factor}. {ends}.",
    "response_alt": "Nube de puntos del bienestar neto medio según {factor}.",
    "limit_synthetic": "Las firmas son sintéticas, también donde el caso es real. Nada de esto "
    "describe, juzga ni rotula a una firma o persona existente.",
    "limit_parameters": "Algunos parámetros se ajustaron a datos publicados; otros son conjeturas de "
    "quienes trabajan en el terreno, o supuestos; `minga show` da la fuente de cada uno. Los "
    "intervalos cubren solo el azar entre réplicas: no la incertidumbre de los parámetros ni la de "
    "la forma del modelo.",
    "limit_population": "La evidencia viene de juegos de laboratorio, en su mayoría con "
    "estudiantes, y de informes de campo sobre pequeñas firmas de América Latina. En otra parte es "
    "una hipótesis.",
    "limit_source": "Fuente que declara el escenario: {source}",
    "limit_curse": "La mejor de muchas combinaciones parece mejor de lo que es (la maldición del "
    "ganador). Conviene preferir el conjunto que puede ser el mejor antes que la ganadora sola y, "
    "dentro de él, lo más barato o lo más simple.",
    "limit_survivors": "Las medias sobre los grupos que siguen vivos están marcadas como tales; el "
    "bienestar neto cuenta a todos los grupos que empezaron.",
    "limit_survivors@programme": "Las medias sobre los grupos que siguen vivos están marcadas como tales; "
    "el bienestar neto cuenta a todos los grupos candidatos, también a los que nunca se formaron.",
    "limit_decision": "Sirve para pensar un programa antes de pagarlo y para saber qué vigilar; no "
    "reemplaza el juicio de quienes conocen el lugar.",
    "r_command_recorded": "Según consta en el archivo",
    "r_rebuild": "Para repetirlo solo con esta página, guarde la configuración de abajo como {file} "
    "y ejecute",
    "r_report": "Esta página",
    "r_version": "Versión",
    "r_git": "Revisión del código",
    "r_dirty": "{git}, con cambios locales",
    "r_compiler": "Compilador",
    "r_rng": "Números aleatorios",
    "r_created": "Creado",
    "r_hash": "Configuración, SHA-256",
    "r_config": "La configuración completa",
    "r_unknown": "no consta",
    "methods": "Métodos. Intervalos: t de Student sobre réplicas; los pares comparten los números "
    "aleatorios de la réplica. «Puede ser la mejor»: comparaciones múltiples con la mejor, "
    "Bonferroni (Hsu 1984; Nelson y Matejcik 1995). Supervivencia: Kaplan y Meier 1958, Greenwood "
    "1926; las corridas de varios puntos se agrupan por réplica (Williams 1995).",
    # terminal
    "cli_exists": "{path} ya existe; dé otro -o, o --force para reemplazarlo",
    "cli_best": "Las {n} mejores por bienestar neto por grupo ({units}):",
    "cli_worst": "Las {n} peores:",
    "cli_points": "{k} combinaciones x {n} réplicas; candidatas a la mejor: {m} (95\u202f% sobre todas a "
    "la vez)",
    "cli_strata": "La mejor en cada {factor}, que es tanto circunstancia como palanca:",
    "cli_repay": "¿Conviene, frente a no hacer nada, en cada {factor}? (95\u202f% sobre todas las de un nivel "
    "a la vez)",
    "cli_partial": "Sin terminar: {whole} de {points} combinaciones completas, {done} de {runs} corridas "
    "hechas\n  funcionaron: {worked}\n  fallaron: {failed}\n  sin hacer: {not_run}",
    "cli_partial_why": "Las corridas se hacen en el orden del diseño, así que estas no son una muestra: nada "
    "se ordena\nantes de que estén todas.",
    "cli_resume": "Para correr el resto:\n  {command}",
    "cli_results": "Resultados: {path}",
    "cli_report": "Informe:    {path}",
    "cli_vs": "vs nada",
}

NAMES = {
    "level:not used": "sin uso",
    "factor:regulation": "reglamento",
    "factor:facilitator": "articulador",
    "factor:participation": "participación",
    "regulation:none": "sin reglamento",
    "regulation:handshake": "apretón de manos",
    "regulation:commitment-letter": "carta compromiso",
    "regulation:otavalo-2008": "Otavalo 2008",
    "regulation:graduated-sanctions": "sanciones graduales",
    "regulation:strict-expulsion": "expulsión estricta",
    "regulation:paid-manager": "gerente pagado",
    "regulation:peer-punishment": "castigo entre pares",
    "facilitator:none": "sin articulador",
    "facilitator:trust-first": "confianza primero",
    "facilitator:activism": "activismo",
    "facilitator:directive": "directivo",
    "facilitator:dependent": "dependiente",
    "facilitator:empowering": "empoderador",
    "facilitator:abrupt-exit": "salida abrupta",
    "facilitator:adaptive": "adaptativo",
    "facilitator:member-owner": "socio dueño",
    "participation:endogenous": "endógena",
    "profile:saint": "santo",
    "profile:solid-citizen": "sólido ciudadano",
    "profile:solid_citizen": "sólido ciudadano",
    "profile:win-at-all-costs": "tengo que ganar",
    "profile:win_at_all_costs": "tengo que ganar",
    "profile:opportunist": "oportunista",
    "milestone:time_to_regulation": "Reglamento adoptado",
    "milestone:time_to_pilot": "Primer piloto hecho",
    "milestone:time_to_plan": "Plan acordado",
    "milestone:time_to_routine": "Rutina de trabajo",
    "milestone:time_to_manager": "Gerente contratado",
    "milestone:time_to_exit": "Articulador retirado",
    "milestone:time_to_standing_alone": "En pie solo dos años después",
}

TEXT |= es_worth.TEXT | es_explore.TEXT
NAMES |= es_worth.NAMES
