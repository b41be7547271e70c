/** Words that announce a licence plate. */
export const PLATE_WORDS =
  'plate,plates,licence plate,license plate,number plate,registration plate,plate no,plate number,vehicle registration,vehicle reg,registration mark,vrm,vrn,tag,car registration,kennzeichen,kfz kennzeichen,amtliches kennzeichen,kfz,immatriculation,plaque,plaque d immatriculation,matricula,placa,targa,kenteken,nummerplaat,kentekenplaat,nr rejestracyjny,numer rejestracyjny,rejestracja,tablica,registreringsnummer,regnr,rendszam,spz,plaka,numar de inmatriculare,chapa,patente';
