import type { SectionKind } from './document.ts'

/**
 * The plainest names of the sections in German, French and Spanish, as teams mix them into English documents. Whole titles
 * only: a longer one may be a sentence about the incident.
 */
export const NAMES_ABROAD: readonly (readonly [SectionKind, RegExp])[] = [
  ['summary', /^(?:(?:kurz)?zusammenfassung|überblick|kurzfassung|(?:kurz )?zusammengefasst|in kürze|résumé(?: de l'incident)?|en bref|synthèse|resumen(?: (?:del incidente|ejecutivo))?|en resumen)$/],
  ['impact', /^(?:auswirkung(?:en)?(?: auf .{2,40})?|folgen|betroffene|impacts?(?: .{2,40})?|conséquences|impacto(?: .{2,40})?|consecuencias|efectos?|afectados)$/],
  ['timeline', /^(?:zeit(?:leiste|verlauf|linie|strahl|achse|ablauf)|ablauf(?: der (?:ereignisse|störung))?|verlauf|chronologie(?: .{2,40})?|chronik|déroulement|déroulé|cronolog[ií]a(?: .{2,40})?|l[ií]nea de tiempo)$/],
  ['factors', /^(?:(?:grund)?ursachen?|ursachenanalyse|(?:beitragende|begünstigende|mitwirkende) (?:faktoren|umstände)|facteurs(?: contributifs| aggravants)?|causes?(?: (?:racines?|profondes?|premières?))?|causas?(?: (?:ra[ií]z|ra[ií]ces|fundamental(?:es)?|contribuyentes))?|factores(?: (?:contribuyentes|causales))?)$/],
  ['actions', /^(?:(?:abgeleitete |nächste |vereinbarte |geplante |folge)?(?:maßnahmen|massnahmen|schritte)|aufgaben|actions(?: (?:correctives|préventives|à mener|de suivi))?|plan d'actions?|mesures(?: (?:correctives|préventives|prises))?|prochaines étapes|suites|acciones(?: (?:correctivas|preventivas|de seguimiento|a tomar))?|plan de acci[oó]n|medidas|(?:próximos|proximos|siguientes) pasos)$/],
  ['lessons', /^(?:lehren|(?:gewonnene )?erkenntnisse|gelerntes|was (?:wir )?(?:daraus )?(?:gelernt (?:haben|wurde)|lernen wir(?: daraus)?|wir (?:daraus )?(?:lernen|gelernt haben))|was (?:lief|ging|war) (?:gut|schlecht|schief|weniger gut|nicht (?:so )?gut)(?: (?:lief|ging|war))?|was (?:gut|schlecht|schief|nicht gut) (?:lief|ging|gelaufen ist|war)|(?:gut|schlecht|schief) gelaufen|wo wir glück hatten|leçons(?: (?:apprises|tirées|retenues))?|enseignements|retour d'expérience|ce qui (?:a|s'est) (?:bien|mal) (?:marché|fonctionné|passé)|lecciones(?: aprendidas)?|aprendizajes|(?:lo )?qu[eé] (?:sali[oó]|fue|funcion[oó]) (?:bien|mal))$/],
  ['thanks', /^(?:dank(?:e|sagung(?:en)?)?(?: an .{2,40})?|ein dank.{0,40}|remerciements?|merci(?: à .{2,40})?|agradecimientos?|gracias(?: a .{2,40})?)$/],
  ['participants', /^(?:teilnehmer(?:innen)?|teilnehmende|beteiligte|participants et rôles|intervenants|participantes|involucrados)$/],
  ['notNow', /^(?:nicht jetzt|zurückgestellt|(?:bewusst )?nicht (?:gemacht|geplant)|pas maintenant|reporté(?:es)?|ahora no|aplazad[oa]s?)$/],
] // prettier-ignore
